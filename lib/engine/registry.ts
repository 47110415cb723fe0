import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Blueprint } from "../core/blueprint";
import { collisions, STACK_SCOPE, type OwnedClaim } from "../core/claim";
import { InvalidDeclarationError, quote, type Problem } from "../core/problem";

/** What is read of a declaration: of an environment's blueprint, and of what a cluster has once. */
export type Declared = Pick<
  Blueprint,
  "claims" | "variables" | "problems" | "providers" | "regions" | "keys" | "entries"
> & {
  readonly subject: { readonly name: string };
};

/** A declaration and the construct that made it. */
export interface Registered {
  readonly construct: IConstruct;
  readonly blueprint: Declared;
}

const REGISTRY = Symbol.for("cdktf-mendix-secret-store/Registry");

/**
 * The environments of one construct tree. It hangs on the tree's root, so that apps in one process know nothing of
 * each other.
 */
export class Registry {
  static of(construct: IConstruct): Registry {
    const { root } = construct.node as { root: IConstruct & { [REGISTRY]?: Registry } };
    if (!root[REGISTRY]) Object.defineProperty(root, REGISTRY, { value: new Registry() });
    return root[REGISTRY] as Registry;
  }

  private readonly registered: Registered[] = [];
  private readonly byStack = new Map<TerraformStack, Registered[]>();
  private checked: { readonly count: number; readonly problems: readonly Problem[] } | undefined;

  register(construct: IConstruct, blueprint: Declared): void {
    const stack = TerraformStack.of(construct);
    this.registered.push({ construct, blueprint });
    const mates = this.byStack.get(stack);
    if (mates) mates.push({ construct, blueprint });
    else this.byStack.set(stack, [{ construct, blueprint }]);
  }

  get stacks(): readonly TerraformStack[] {
    return [...this.byStack.keys()];
  }

  inStack(stack: TerraformStack): readonly Registered[] {
    return this.byStack.get(stack) ?? [];
  }

  /** Problems of all environments and of their names taken together; computed once for each set of environments. */
  get problems(): readonly Problem[] {
    if (this.checked?.count !== this.registered.length) {
      const owners = this.registered.map(({ construct, blueprint }) => ({
        blueprint,
        owner: construct.node.path,
        stack: TerraformStack.of(construct).node.path,
      }));
      const own = owners.flatMap(({ blueprint }) => blueprint.problems);
      this.checked = { count: this.registered.length, problems: [...own, ...collisionProblems(owners)] };
    }
    return this.checked.problems;
  }

  /** Throws one error that holds every problem, or does nothing. */
  assertValid(): void {
    if (this.problems.length > 0) throw new InvalidDeclarationError(this.problems);
  }
}

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
