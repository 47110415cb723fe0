import { TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { InvalidDeclarationError } from "../../blueprint/problem";
import { Registry, type Declared } from "../registry";
import { hclProblems, pinProblems } from "../stack-rules";

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
    private readonly blueprint: Declared,
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    Registry.of(this).assertValid();
    const problems = pinProblems(this.blueprint, rawOverridesOf(TerraformStack.of(this)));
    if (problems.length > 0) throw new InvalidDeclarationError(problems);
    return {};
  }

  override toHclTerraform(): unknown {
    this.toTerraform();
    const problems = hclProblems(this.blueprint);
    if (problems.length > 0) throw new InvalidDeclarationError(problems);
    return {};
  }
}

/** What users and this library put on the stack by `addOverride`; cdktf has no accessor for it. */
export function rawOverridesOf(stack: TerraformStack): Readonly<Record<string, unknown>> {
  return (stack as unknown as { rawOverrides: Record<string, unknown> }).rawOverrides;
}
