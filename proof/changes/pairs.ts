import * as fc from "fast-check";
import { describeEnvironment, type Blueprint, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { collisionProblems, type Owner } from "../../lib/engine/collisions";
import { cells, type Cell } from "../declarations/cells";
import { draw, type Draw } from "../declarations/draw";
import { pairOf, WAYS } from "../inputs/pairs";
import { throwawayToken } from "../support/synthesis";

type Props = MendixSecretStoreEnvironmentProps;

/** A declaration, given the token of an ephemeral value of its stack. */
export type Declare = (ephemeral: string) => Props;

/** Two declarations of one environment, and what makes them two. */
export interface ChangePair {
  /** Construct id of the environment in the stack of either. */
  readonly id: string;
  readonly title: string;
  readonly before: Declare;
  readonly after: Declare;
}

/** What an engine takes. */
export interface Fitting {
  readonly isCell: (cell: Cell) => boolean;
  /** Moves a draw to where the engine is. */
  readonly place: (drawn: Draw) => Partial<Draw>;
  /** What every declaration has, as the engine can't do otherwise. */
  readonly fixed?: Partial<Props>;
  /** Whether the engine can show what the pair does. */
  readonly shows?: (before: Blueprint, after: Blueprint) => boolean;
}

/** Tries for each pair that is wanted: many are of a prop that the declaration does not have. */
const TRIES = 40;

/**
 * Pairs of right declarations, of each combination of parts and each way to differ in its turn. All can stand in one
 * stack: no two share a name.
 */
export function pairsFor(fitting: Fitting, count: number, seed: number): readonly ChangePair[] {
  const fit = cells().filter(fitting.isCell);
  const found: ChangePair[] = [];
  const owners: { readonly before: Owner[]; readonly after: Owner[] } = { before: [], after: [] };
  const draws = fc.sample(fc.tuple(draw, draw), { numRuns: count * TRIES, seed });
  for (const [index, [one, other]] of draws.entries()) {
    if (found.length === count) break;
    const id = `p${found.length}`;
    const cell = fit[index % fit.length];
    const another = fit[(index * 7 + 3) % fit.length];
    if (!cell || !another) throw new Error("there are no cells for the engine");
    const both = [placed(one, `${id}a`, fitting), placed(other, `${id}b`, fitting)] as const;
    const pair = pairOf(wayOf(index), [cell, another], both);
    if (isIdle(pair.title, fitting)) continue;
    const made = fixed(pair.before, pair.after, fitting.fixed ?? {});
    if (!made || !isNew(made, id, owners, fitting)) continue;
    found.push({ id, title: pair.title, ...made });
  }
  return found;
}

/** Each way in its turn, and at every fourth another combination of parts, which changes the most at once. */
function wayOf(index: number): number {
  return index % 4 === 0 ? WAYS - 2 : (index - Math.ceil(index / 4)) % WAYS;
}

/** Draws that name another cloud's things, or the one place that the engine is in. */
const IDLE = ["account", "region", "guid", "project", "projectNumber"].map((field) => `another ${field}`);

function isIdle(title: string, { fixed }: Fitting): boolean {
  return IDLE.includes(title) || (fixed?.delivery !== undefined && /^(delivery|manifests)/.test(title));
}

/** Names of its own for each pair and each of its two draws. */
function placed(drawn: Draw, own: string, { place }: Fitting): Draw {
  return {
    ...drawn,
    name: `${own}-${drawn.name}`.slice(0, 30).replace(/-+$/, ""),
    namespace: `${own}-${drawn.namespace}`.slice(0, 40).replace(/-+$/, ""),
    word: `${own}${drawn.word}`.slice(0, 20),
    ...place(drawn),
  };
}

function fixed(
  before: (token: string) => Props | undefined,
  after: (token: string) => Props | undefined,
  props: Partial<Props>,
): Pick<ChangePair, "before" | "after"> | undefined {
  const token = throwawayToken();
  if (!before(token) || !after(token)) return undefined;
  const whole = (declare: typeof before) => (ephemeral: string) => {
    const declared = declare(ephemeral);
    if (!declared) throw new Error("a declaration is there once and once not");
    return { ...declared, ...props };
  };
  return { before: whole(before), after: whole(after) };
}

/** Whether both are right, beside those that were found already. */
function isNew(
  { before, after }: Pick<ChangePair, "before" | "after">,
  id: string,
  owners: { readonly before: Owner[]; readonly after: Owner[] },
  { shows }: Fitting,
): boolean {
  const [old, now] = [before, after].map((declare) => describeEnvironment(declare(throwawayToken())));
  if (!old || !now || old.problems.length + now.problems.length > 0 || shows?.(old, now) === false) return false;
  const ownerOf = (blueprint: Blueprint): Owner => ({ blueprint, owner: id, stack: "changes" });
  const sides = [
    [...owners.before, ownerOf(old)],
    [...owners.after, ownerOf(now)],
  ];
  if (sides.some((side) => collisionProblems(side).length > 0)) return false;
  owners.before.push(ownerOf(old));
  owners.after.push(ownerOf(now));
  return true;
}
