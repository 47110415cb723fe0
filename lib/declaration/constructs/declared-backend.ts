import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";
import { escaped } from "../../core/escaped";
import type { StackPlan } from "../stack-options";

/** A backend with the arguments of a file, as Terraform names them: every backend that Terraform knows. */
export class DeclaredBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly plan: StackPlan["backend"],
  ) {
    super(scope, "backend", plan.type);
  }

  /** HCP Terraform is a block beside the backends. cdktf's own would put names inside the arguments into snake case. */
  override toTerraform(): unknown {
    const given = escaped(this.plan.arguments);
    return { terraform: this.plan.type === "cloud" ? { cloud: given } : { backend: { [this.plan.type]: given } } };
  }

  override toHclTerraform(): unknown {
    return this.toTerraform();
  }

  /** No stack reads another one's state: the library has no reference across stacks. */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("A declared stack's state is not read by another stack.");
  }
}
