import type { ProviderObject } from "../../core/provider-handle";

export interface KubernetesSecretProps {
  /**
   * Whether the Secrets Store CSI driver is installed on the cluster; Operators before 2.24.2 read the Secret only then.
   *
   * @default false
   */
  readonly csiDriverInstalled?: boolean;
  /**
   * Provider of the cluster, where it is not the stack's default.
   *
   * @default - the stack's Kubernetes provider
   */
  readonly provider?: ProviderObject;
}
