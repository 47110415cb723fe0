import type { ClusterPrerequisitesProps } from "./prerequisite-props";
import type { VaultAuthProps } from "./vault-auth-props";
import type { VaultKvMountProps } from "./vault-kv";

/** Everything that a cluster has once, and that its environments stand on. */
export interface ClusterSetupProps extends ClusterPrerequisitesProps {
  /**
   * The auth method by which the cluster's pods log in to Vault.
   *
   * @default - somebody else's, or none
   */
  readonly vaultAuth?: Omit<VaultAuthProps, "cluster">;
  /**
   * The KV engine of Vault that entries of environments are in.
   *
   * @default - somebody else's, or none
   */
  readonly vaultKvMount?: VaultKvMountProps;
}
