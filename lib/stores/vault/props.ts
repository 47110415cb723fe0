import type { ProviderObject } from "../../core/provider-handle";
import type { StoreLayout } from "../store-layout";
import type { VaultTls } from "./connection";
import type { ExistingVaultEntry } from "./existing";
import type { VaultLogin } from "./login";
import type { VaultTokenProps } from "./role";

export interface VaultProps extends VaultTokenProps {
  /**
   * Address that the CSI provider reads from, for example `https://vault.example.com:8200`.
   *
   * @default - the CSI provider's own: its Helm chart points it at its caching agent
   */
  readonly address?: string;
  /**
   * Where the KV engine, version 2, is mounted.
   *
   * @default "secret"
   */
  readonly mount?: string;
  /**
   * Path of the settings' entry in the mount, and the folder of the secrets' entries. Without `data/`.
   *
   * @default - cluster, namespace and name joined by `/`
   */
  readonly path?: string;
  /**
   * One entry for each secret value, or one document for all of them.
   *
   * @default StoreLayout.ENTRIES
   */
  readonly layout?: StoreLayout;
  /**
   * How Vault verifies the pod's token.
   *
   * @default VaultLogin.IN_CLUSTER
   */
  readonly login?: VaultLogin;
  /**
   * Where that auth method is mounted, without `auth/`. Each cluster has a mount of its own.
   *
   * @default - "kubernetes", or "jwt" for VaultLogin.JWT
   */
  readonly authMount?: string;
  /**
   * Audience of the pod's token; role and SecretProviderClass both carry it.
   *
   * @default - "vault", or the API server's for VaultLogin.SELF_REVIEW and for Private Mendix Platform
   */
  readonly audience?: string;
  /**
   * Namespace of Vault Enterprise or OpenBao that everything is in, by its full path. The provider of Terraform has to
   * be in the root namespace: it puts its own namespace in front.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /**
   * How the CSI provider trusts Vault.
   *
   * @default - by its own trust
   */
  readonly tls?: VaultTls;
  /**
   * Name of the policy, in lower case.
   *
   * @default - cluster, namespace and name joined by `.`
   */
  readonly policyName?: string;
  /**
   * Name of the role.
   *
   * @default - cluster, namespace and name joined by `.`; for Private Mendix Platform "pmp-secret-accessor-role"
   */
  readonly roleName?: string;
  /**
   * Name of a role that somebody else made. Then neither a role nor a policy is made: the steps say what they must be.
   *
   * @default - the environment's own role
   */
  readonly existingRole?: string;
  /**
   * Whether that role has no audience. The SecretProviderClass then names none either: the CSI provider takes a token for
   * `vault` where the driver hands it one, and one for the API server otherwise.
   *
   * @default false
   */
  readonly withoutAudience?: boolean;
  /**
   * Entries that somebody else made, with the keys that they hold.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingVaultEntry[];
  /**
   * Versions that an entry keeps, 1 to 100.
   *
   * @default - the mount's, 10 if that says nothing
   */
  readonly maxVersions?: number;
  /**
   * Whether destroying an entry deletes all its versions for good. Otherwise the newest is deleted so that
   * `vault kv undelete` brings it back, and older ones stay readable for who may read them. It is taken when an entry is
   * made, and has no effect on those that are there.
   *
   * @default false
   */
  readonly deleteAllVersions?: boolean;
  /**
   * Provider of the Vault, where it is not the stack's default.
   *
   * @default - the stack's Vault provider
   */
  readonly provider?: ProviderObject;
}

/** What an environment has in Vault beside its entries: pure data, the same whenever it is asked for. */
export interface VaultPlan {
  readonly mount: string;
  readonly login: VaultLogin;
  readonly authMount: string;
  /** Audience of the pod's token; empty where an existing role has none. */
  readonly audience: string;
  readonly roleName: string;
  readonly policyName: string;
  /** Paths of Vault's API that the pod reads. */
  readonly paths: readonly string[];
  /** The policy as JSON. */
  readonly policy: string;
}
