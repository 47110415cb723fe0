import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixClusterPrerequisites, type ClusterPrerequisitesProps } from "../lib/cluster";

const KUBECONFIG = "~/.kube/config";

/** What a cluster needs once, in a stack of its own: it is applied before any environment is planned on the cluster. */
export class ClusterStack extends TerraformStack {
  readonly prerequisites: MendixClusterPrerequisites;

  constructor(scope: Construct, props: ClusterPrerequisitesProps) {
    super(scope, `cluster-${props.cluster.name}`);
    // Without a path cdktf writes an absolute one, and the output would differ from machine to machine.
    new LocalBackend(this, { path: `../../../terraform.cluster-${props.cluster.name}.tfstate` });
    this.prerequisites = new MendixClusterPrerequisites(this, "prerequisites", props);
    const { providers } = this.prerequisites.blueprint;
    if (providers.includes("aws")) new AwsProvider(this, "aws", { region: props.cluster.region ?? "eu-west-1" });
    if (providers.includes("helm")) new HelmProvider(this, "helm", { kubernetes: { configPath: KUBECONFIG } });
    if (providers.includes("kubernetes")) new KubernetesProvider(this, "kubernetes", { configPath: KUBECONFIG });
  }
}
