import { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { escaped } from "../../core/escaped";
import type { TerraformArguments } from "../stack-options";

/**
 * A provider with the arguments of a file, as Terraform names them: no binding's class is needed for it. Its source
 * and version are what the environment requires of the stack.
 */
export class DeclaredProvider extends TerraformProvider {
  constructor(
    scope: Construct,
    id: string,
    private readonly providerName: string,
    private readonly given: TerraformArguments,
  ) {
    // cdktf looks for a provider of this name for each resource, and refuses a stack without one.
    super(scope, id, { terraformResourceType: providerName, terraformGeneratorMetadata: { providerName } });
  }

  /** cdktf's own would put names inside the arguments (tags, labels) into snake case. */
  override toTerraform(): unknown {
    return { provider: { [this.providerName]: [escaped(this.given)] } };
  }

  override toHclTerraform(): unknown {
    return this.toTerraform();
  }
}
