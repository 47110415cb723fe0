import { TerraformElement, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import { InvalidDeclarationError, type Problem } from "../../blueprint/problem";
import { Registry } from "../registry";
import { hclProblems, pinProblems } from "../stack-rules";
import { stackSecretProblems } from "./stack-secrets";

/**
 * Reports the problems of all environments whenever the stack is synthesized.
 *
 * cdktf's own validations stop at the first stack, leave files behind and can be skipped; an invalid environment that
 * makes nothing would then be a plan that destroys production. An element is asked by `app.synth()`, with
 * `skipValidation` and by `Testing.synth` alike, before any file is written.
 */
export class ProblemReport extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly blueprint: Blueprint,
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    this.assertValid(stackProblems);
    return {};
  }

  override toHclTerraform(): unknown {
    this.assertValid((construct, blueprint) => [...stackProblems(construct, blueprint), ...hclProblems(blueprint)]);
    return {};
  }

  /** Each environment looks at its own stack only, so that many stay linear; the first that is wrong asks them all. */
  private assertValid(inspect: (construct: IConstruct, blueprint: Blueprint) => readonly Problem[]): void {
    const registry = Registry.of(this);
    if (registry.problems.length === 0 && inspect(this, this.blueprint).length === 0) return;
    const late = registry.environments.flatMap(({ construct, blueprint }) => inspect(construct, blueprint));
    throw new InvalidDeclarationError([...registry.problems, ...late]);
  }
}

/** What only the finished stack shows. */
function stackProblems(construct: IConstruct, blueprint: Blueprint): readonly Problem[] {
  const overrides = rawOverridesOf(TerraformStack.of(construct));
  return [...pinProblems(blueprint, overrides), ...stackSecretProblems(construct, blueprint)];
}

/** What users and this library put on the stack by `addOverride`; cdktf has no accessor for it. */
export function rawOverridesOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return (stack as unknown as { rawOverrides: Record<string, unknown> }).rawOverrides;
}
