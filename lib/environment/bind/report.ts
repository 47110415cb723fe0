import { TerraformElement, TerraformStack, type TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { InvalidDeclarationError } from "../../blueprint/problem";
import { Registry, type Declared } from "../registry";
import { hclProblems, pinProblems, regionProblems, type StackProvider } from "../stack-rules";

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
    const stack = TerraformStack.of(this);
    const problems = [
      ...pinProblems(this.blueprint, rawOverridesOf(stack)),
      ...regionProblems(this.blueprint, providersOf(stack)),
    ];
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

function providersOf(stack: TerraformStack): readonly StackProvider[] {
  return stack.allProviders().map((provider) => {
    const { region } = provider as TerraformProvider & { readonly region?: string };
    return { name: provider.terraformResourceType, alias: provider.alias, region };
  });
}
