import type { ProviderObject } from "../core/provider-handle";
import type { Cluster } from "../core/cluster";
import type { SecretValue } from "../core/secret-value";
import type { VaultLogin } from "../stores/vault/login";

export interface VaultAuthProps {
  /** The cluster whose pods log in. */
  readonly cluster: Cluster;
  /**
   * How Vault verifies their tokens; environments say the same.
   *
   * @default VaultLogin.IN_CLUSTER
   */
  readonly login?: VaultLogin;
  /**
   * Where the auth method is mounted, without `auth/`; environments name it as their store's `authMount`. A Vault that
   * serves several clusters has a mount for each.
   *
   * @default - "kubernetes", or "jwt" for VaultLogin.JWT
   */
  readonly mount?: string;
  /**
   * Whether the auth method is mounted already. Then only its configuration is written.
   *
   * @default false
   */
  readonly existingMount?: boolean;
  /**
   * Address of the API server as Vault reaches it.
   *
   * @default - "https://kubernetes.default.svc" for VaultLogin.IN_CLUSTER; needed where Vault is outside
   */
  readonly kubernetesHost?: string;
  /**
   * CA of the API server, as PEM text.
   *
   * @default - that of Vault's own pod for VaultLogin.IN_CLUSTER; needed where Vault is outside
   */
  readonly kubernetesCaCert?: string;
  /**
   * Token of a ServiceAccount with the cluster role `system:auth-delegator`, for VaultLogin.REVIEWER_TOKEN. It is
   * written through a write-only argument, which the provider has from 5.7 on.
   *
   * @default - none
   */
  readonly reviewerToken?: SecretValue;
  /**
   * Where the cluster's public keys are, for VaultLogin.JWT, where Vault can't reach the issuer under its own name.
   *
   * @default - found through the cluster's issuer
   */
  readonly jwksUrl?: string;
  /**
   * The cluster's public keys as PEM text, for VaultLogin.JWT, where Vault reaches no issuer at all. A rotated key has
   * to be written here.
   *
   * @default - found through the cluster's issuer
   */
  readonly publicKeys?: readonly string[];
  /**
   * CA of the issuer or of `jwksUrl`, as PEM text, where no public one signed its certificate.
   *
   * @default - Vault's own trust
   */
  readonly issuerCaCert?: string;
  /**
   * Namespace of Vault Enterprise or OpenBao, by its full path.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /**
   * Provider of the Vault.
   *
   * @default - the stack's Vault provider
   */
  readonly provider?: ProviderObject;
}
