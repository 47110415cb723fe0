import { TerraformElement, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { InvalidDeclarationError, type Problem } from "../blueprint/problem";
import { applyRequirements } from "../environment/bind/requirements";
import { describeClusterPrerequisites, type ClusterBlueprint, type ClusterPrerequisitesProps } from "./describe";

/**
 * What a cluster needs once: the Secrets Store CSI driver with the tokens that its providers need, the providers,
 * namespaces, and on EKS the IAM OIDC provider. It belongs in a stack of its own, which is applied first: a plan that
 * uses the driver's CRDs needs them on the cluster.
 *
 * @see https://secrets-store-csi-driver.sigs.k8s.io/
 */
export class MendixClusterPrerequisites extends Construct {
  /** Everything that is known about the prerequisites; no secret value, ever. */
  readonly blueprint: ClusterBlueprint;

  constructor(scope: Construct, id: string, props: ClusterPrerequisitesProps) {
    super(scope, id);
    this.blueprint = describeClusterPrerequisites(props);
    new PrerequisitesReport(this, "report", this.blueprint.problems);
    if (this.blueprint.problems.length > 0) return;
    applyRequirements(TerraformStack.of(this), this.blueprint);
    const { bindPrerequisites } = require("./bind/prerequisites") as typeof import("./bind/prerequisites");
    bindPrerequisites(this, this.blueprint);
  }
}

/** Reports the problems whenever the stack is synthesized, before any file is written. */
class PrerequisitesReport extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly problems: readonly Problem[],
  ) {
    super(scope, id);
  }

  override toTerraform(): unknown {
    if (this.problems.length > 0) throw new InvalidDeclarationError(this.problems);
    return {};
  }

  override toHclTerraform(): unknown {
    return this.toTerraform();
  }
}
