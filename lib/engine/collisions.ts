import type { Blueprint } from "../core/blueprint";
import { collisions, shared, STACK_SCOPE, type OwnedClaim } from "../core/claim";
import { quote, type Problem } from "../core/problem";
import type { Subject } from "../core/subject";
import { keptNames, pairOf } from "./kept-names";
import { quotaProblems } from "./quotas";
import { unservedProblems } from "./served";

/** What is read of a declaration: of an environment's blueprint, and of what a cluster has once. */
export type Declared = Pick<
  Blueprint,
  "claims" | "variables" | "problems" | "providers" | "places" | "keys" | "entries" | "serves"
> & {
  readonly subject: Pick<Subject, "name"> & Partial<Subject>;
  readonly resources?: Blueprint["resources"];
  readonly mount?: Blueprint["mount"];
};

/** An environment, who it is, and the stack whose variables it shares. */
export interface Owner {
  readonly blueprint: Pick<Declared, "subject" | "claims" | "variables" | "keys" | "mount" | "serves">;
  readonly owner: string;
  readonly stack: string;
  /** Where a prop was written, for environments that were read from files. */
  readonly locate?: (prop: string) => Pick<Problem, "location" | "excerpt">;
}

/** The names that an environment takes: all that has to be kept of it until every other one is known. */
export interface TakenNames extends Pick<Owner, "owner" | "locate"> {
  readonly subject: Declared["subject"];
  readonly claims: readonly OwnedClaim[];
  /** CSI provider that mounts its values. @default - none does */
  readonly mounts?: string;
  /** CSI providers that it installs on its cluster. @default - it installs none */
  readonly serves?: readonly string[];
}

export function takenNames({ blueprint, owner, stack, locate }: Owner): TakenNames {
  const { subject, claims, variables, keys, mount, serves } = blueprint;
  const ofStack = variables.map(({ name, key }): OwnedClaim => ({
    kind: "Terraform variable",
    scope: STACK_SCOPE + stack,
    name,
    prop: keys.find((mounted) => mounted.key === key)?.prop ?? key,
    owner: `${owner}#${key}`,
  }));
  const own = claims.map((claim): OwnedClaim => ({ ...claim, owner }));
  return {
    subject,
    owner,
    claims: [...own, ...ofStack],
    ...(mount?.kind === "SecretProviderClass" && { mounts: mount.provider }),
    ...(serves && { serves }),
    ...(locate && { locate }),
  };
}

/** TakenNames that two environments claim. The one declared later is asked to change. */
export function collisionProblems(owners: readonly Owner[]): readonly Problem[] {
  return nameProblems(owners.map(takenNames));
}

/** The same, of environments that are gone. */
export function nameProblems(names: readonly TakenNames[]): readonly Problem[] {
  const byOwner = new Map(names.map((entry) => [entry.owner, entry]));
  const claims = names.flatMap((entry) => entry.claims);
  const kept = keptNames(names);
  const told = new Set(kept.map(({ pair }) => pair));
  const found = collisions(claims).filter(([later, earlier]) => !told.has(pairOf(placeOf(later), placeOf(earlier))));
  const problems = found.map(([later, earlier]): Problem => {
    const ownerOf = (claim: OwnedClaim) => byOwner.get(placeOf(claim));
    const nameOf = (claim: OwnedClaim) => ownerOf(claim)?.subject.name ?? claim.owner;
    // Two environments can have one name, and then only their place tells them apart.
    const alike = nameOf(earlier) === nameOf(later) && placeOf(earlier) !== placeOf(later);
    const other = alike ? `${nameOf(earlier)} (${placeOf(earlier)})` : nameOf(earlier);
    return {
      code: "MX-COLLISION",
      environment: nameOf(later),
      prop: later.prop,
      message: `The ${later.kind} ${quote(later.name)} is taken by ${other}${later.name === earlier.name ? "" : ` as ${quote(earlier.name)}`}${earlier.prop === later.prop ? "" : ` (${earlier.prop})`}.`,
      fix: `Write another name: two environments never share one, and neither may read what is the other's.`,
      ...ownerOf(later)?.locate?.(later.prop),
    };
  });
  return [...kept.map(({ problem }) => problem), ...problems, ...quotaProblems(names), ...unservedProblems(names)];
}

/** More than these are no longer named one by one. */
const MOST = 3;

/** What each owner uses of somebody else's that others here use, too: one sentence for each such thing. */
export function sharedNotes(taken: readonly TakenNames[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map(taken.map(({ owner, subject }) => [owner, subject.name]));
  const claims = taken.flatMap((entry) => entry.claims);
  const notes = new Map<string, string[]>();
  for (const group of shared(claims)) {
    for (const { owner, kind, name, identity } of group) {
      const others = group.filter((one) => one.owner !== owner).map((one) => names.get(one.owner) ?? one.owner);
      const more = others.length > MOST ? ` and ${others.length - MOST} others` : "";
      const may = identity ? ": what one of them may read, all may" : "";
      const note = `The ${kind} ${quote(name)} is somebody else's, and is used by ${others.slice(0, MOST).join(", ")}${more}, too${may}.`;
      notes.set(owner, [...(notes.get(owner) ?? []), note]);
    }
  }
  return notes;
}

/** Construct path of the environment that claims a name. */
function placeOf(claim: OwnedClaim): string {
  return claim.owner.replace(/#.*$/, "");
}
