import * as fc from "fast-check";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";
import { changesAnything, changesBetween } from "../../lib/change/changes";
import { declarationOf, titleOf, type Cell } from "../declarations/cells";
import { draw, type Draw } from "../declarations/draw";
import { VARIANTS } from "../declarations/variants";
import { synthesizeOne, type Synthesized } from "../support/synthesis";

type Props = MendixSecretStoreEnvironmentProps;
type Declare = (ephemeral: string) => Props | undefined;

/** Two declarations, and what makes them two. */
export interface Pair {
  readonly title: string;
  readonly before: Declare;
  readonly after: Declare;
}

export type Changes = ReturnType<typeof changesBetween>;

/** What became of a pair: skipped where one of the two is refused. */
export interface PairOutcome {
  readonly compared: boolean;
  readonly differs: boolean;
  readonly faults: readonly string[];
}

const FIELDS = Object.keys(fc.sample(draw, { numRuns: 1, seed: 1 })[0] ?? {}) as (keyof Draw)[];

/** How many ways there are to make a pair; a run takes each in its turn. */
export const WAYS = FIELDS.length + VARIANTS.length + 2;

/** The pair that a way makes of two draws: one field drawn anew, another prop, another combination, or the same twice. */
export function pairOf(way: number, cells: readonly [Cell, Cell], draws: readonly [Draw, Draw]): Pair {
  const [cell, otherCell] = cells;
  const [one, other] = draws;
  const before: Declare = (token) => declarationOf(cell, one, token);
  const field = FIELDS[way];
  if (field !== undefined) {
    const changed = { ...one, [field]: other[field] };
    return { title: `another ${field}`, before, after: (token) => declarationOf(cell, changed, token) };
  }
  const variant = VARIANTS[way - FIELDS.length];
  if (variant)
    return { title: variant.title, before, after: (token) => variant.apply(declarationOf(cell, one, token)) };
  if (way === WAYS - 1) return { title: "the same", before, after: before };
  return {
    title: `another combination: ${titleOf(otherCell)}`,
    before,
    after: (token) => declarationOf(otherCell, one, token),
  };
}

/** The output of two declarations differs if and only if something is told of it, whichever comes first. */
export function outcomeOfPair({ before, after }: Pair, diff: typeof changesBetween = changesBetween): PairOutcome {
  const [one, other] = [synthesized(before), synthesized(after)];
  if (!one || !other) return { compared: false, differs: false, faults: [] };
  const differs = outputOf(one) !== outputOf(other);
  const faults = [...faultsBetween(diff, one, other, differs), ...faultsBetween(diff, other, one, differs)];
  return { compared: true, differs, faults };
}

function synthesized(declare: Declare): Synthesized | undefined {
  let absent = false;
  try {
    const made = synthesizeOne((token) => {
      const props = declare(token);
      if (props) return props;
      absent = true;
      throw new Absent();
    });
    return made.blueprint.problems.length === 0 ? made : undefined;
  } catch (error) {
    if (absent || (error as Error).name === "InvalidDeclarationError") return undefined;
    throw error;
  }
}

class Absent extends Error {}

function faultsBetween(
  diff: typeof changesBetween,
  before: Synthesized,
  after: Synthesized,
  differs: boolean,
): readonly string[] {
  const changes = diff(new Map([["environment", before.blueprint]]), new Map([["environment", after.blueprint]]));
  if (changesAnything(changes) === differs) return [];
  if (differs) return ["the output differs, and nothing is told"];
  return [
    `told, and the output is the same: ${changes
      .map(({ text }) => text)
      .join(" ")
      .slice(0, 300)}`,
  ];
}

/** All that is written, and all that a person is asked to do. */
function outputOf({ blueprint, configuration }: Synthesized): string {
  const { manifests, steps } = blueprint;
  const files = manifests.directory === undefined ? {} : manifests;
  const asked = steps.map(({ as, does, note }) => ({ as, does, note })).sort((a, b) => (a.does < b.does ? -1 : 1));
  return JSON.stringify(sorted({ configuration, files, asked }));
}

/** As it is written to a file: keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
