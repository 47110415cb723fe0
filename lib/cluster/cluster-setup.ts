import type { Construct } from "constructs";
import { BlueprintConstruct } from "../write/constructs/blueprint-construct";
import type { ClusterSetupProps } from "./cluster-setup-props";
import { describeClusterSetup } from "./describe-setup";

/**
 * Everything that a cluster has once, as a file `*.cluster.yaml` declares it: the prerequisites, Vault's auth method and
 * its KV engine. Where the parts belong in stacks of their own, there is a construct for each.
 */
export class MendixClusterSetup extends BlueprintConstruct {
  constructor(scope: Construct, id: string, props: ClusterSetupProps) {
    super(scope, id, describeClusterSetup(props));
  }
}
