import { z } from "zod";
import type { ClusterSetupProps } from "../cluster/cluster-setup-props";
import type { Cluster } from "../core/cluster";
import { clusterName } from "./clusters";
import { driver } from "./kinds/csi-drivers";
import { provider } from "./kinds/csi-providers";
import { flag, props, text, texts } from "./shape";
import { stackShape, type StackOptions } from "./stack-options";
import { vaultAuth, vaultKvMount } from "./vault/cluster-parts";

/** What a file of a cluster declares: what the cluster has once, and the stack that it goes into. */
export interface ClusterDeclaration extends ClusterSetupProps {
  /**
   * Terraform's side of the cluster's setup: its stack, where its state is, how its providers are set up.
   *
   * @default - a stack named `cluster-` and the cluster, with a state file beside the output
   */
  readonly terraform?: StackOptions;
}

const json = z.record(z.string(), z.json());

/** Schema of what a cluster has once. */
export function clusterSchema(clusters: ReadonlyMap<string, Cluster>): z.ZodType<ClusterDeclaration> {
  return props<ClusterDeclaration>("ClusterDeclaration", {
    cluster: clusterName(clusters),
    providers: z.array(provider),
    driver: driver.exactOptional(),
    namespaces: z.array(text("mendix")).exactOptional(),
    driverNamespace: text("kube-system").exactOptional(),
    createOidcProvider: flag().exactOptional(),
    imageRegistry: text("registry.example.com/mirror").exactOptional(),
    imagePullSecrets: z.array(text("registry")).exactOptional(),
    chartRepository: text("oci://registry.example.com/charts").exactOptional(),
    kubeletRootDir: text("/var/lib/kubelet").exactOptional(),
    tolerations: z.array(json).exactOptional(),
    nodeSelector: texts().exactOptional(),
    chartValues: z.record(z.string(), json).exactOptional(),
    vaultAuth: vaultAuth.exactOptional(),
    vaultKvMount: vaultKvMount.exactOptional(),
    terraform: stackShape.exactOptional(),
  });
}
