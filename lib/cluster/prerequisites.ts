import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ProblemReport } from "../write/constructs/report";
import { applyRequirements } from "../write/constructs/apply-requirements";
import type { Declared } from "../engine/collisions";
import { writeConstructs } from "../write/constructs/writer";
import { describeClusterPrerequisites } from "./describe";
import type { ClusterBlueprint, ClusterPrerequisitesProps } from "./prerequisite-props";

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
    new ProblemReport(this, "report", declaredOf(this.blueprint));
    if (this.blueprint.problems.length > 0) return;
    applyRequirements(TerraformStack.of(this), this.blueprint);
    writeConstructs(this, this.blueprint.resources);
  }
}

/** Reported with the problems of all environments of the app; a cluster has one driver, so it is declared once. */
function declaredOf({ cluster, claims, serves, providers, problems }: ClusterBlueprint): Declared {
  return {
    subject: { name: cluster.name, cluster },
    claims,
    ...(problems.length === 0 ? { serves } : {}),
    variables: [],
    providers,
    places: [],
    keys: [],
    entries: [],
    problems,
  };
}
