import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { InvalidDeclarationError, type Problem } from "../core/problem";
import { collisionProblems, type Declared } from "./collisions";

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
