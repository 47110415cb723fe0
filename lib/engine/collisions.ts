import type { Blueprint } from "../core/blueprint";
import { collisions, STACK_SCOPE, type OwnedClaim } from "../core/claim";
import { quote, type Problem } from "../core/problem";

/** What is read of a declaration: of an environment's blueprint, and of what a cluster has once. */
export type Declared = Pick<
  Blueprint,
  "claims" | "variables" | "problems" | "providers" | "regions" | "keys" | "entries"
> & {
  readonly subject: { readonly name: string };
};

/** An environment, who it is, and the stack whose variables it shares. */
export interface Owner {
  readonly blueprint: Declared;
  readonly owner: string;
  readonly stack: string;
  /** Where a prop was written, for environments that were read from files. */
  readonly locate?: (prop: string) => Pick<Problem, "location" | "excerpt">;
}

/** Names that two environments claim. The one declared later is asked to change. */
export function collisionProblems(owners: readonly Owner[]): readonly Problem[] {
  const byOwner = new Map(owners.map((entry) => [entry.owner, entry]));
  const claims = owners.flatMap(({ blueprint, owner, stack }) => [
    ...blueprint.claims.map((claim): OwnedClaim => ({ ...claim, owner })),
    ...blueprint.variables.map(({ name, key }): OwnedClaim => ({
      kind: "Terraform variable",
      scope: STACK_SCOPE + stack,
      name,
      prop: blueprint.keys.find((mounted) => mounted.key === key)?.prop ?? key,
      owner: `${owner}#${key}`,
    })),
  ]);
  return collisions(claims).map(([later, earlier]) => {
    const ownerOf = (claim: OwnedClaim) => byOwner.get(placeOf(claim));
    const nameOf = (claim: OwnedClaim) => ownerOf(claim)?.blueprint.subject.name ?? claim.owner;
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
}

/** Construct path of the environment that claims a name. */
function placeOf(claim: OwnedClaim): string {
  return claim.owner.replace(/#.*$/, "");
}
