import type { ProviderObject } from "../../core/provider-handle";

/** Service tier of a vault. */
export enum KeyVaultSku {
  STANDARD = "standard",
  /** Keys in hardware modules; secrets gain nothing from it. */
  PREMIUM = "premium",
}

/** What the pod's identity may read of a vault that others use too. */
export enum KeyVaultAccess {
  /** Its own secrets: one role assignment for each. */
  SECRETS = "secrets",
  /**
   * Every secret of the vault, those of others too: one role assignment. A subscription takes 4,000 assignments, which
   * 160 environments of 25 keys in one vault fill.
   */
  VAULT = "vault",
}

/** When secrets expire. Exactly one of `date` and `days` is given. */
export interface KeyVaultExpiry {
  /**
   * The same time for all of them, in UTC: `2027-12-31T00:00:00Z`.
   *
   * @default - none; then `days` is given
   */
  readonly date?: string;
  /**
   * Days after a value was written: the date moves with the `revision` of a secret, and with the text of a setting.
   *
   * @default - none; then `date` is given
   */
  readonly days?: number;
  /**
   * Number to raise to let all dates of `days` begin anew, without another value.
   *
   * @default 1
   */
  readonly renewal?: number;
}

/** A private endpoint of a vault that is made here. */
export interface KeyVaultPrivateEndpoint {
  /** Resource id of the subnet that it gets an address in. The pods and whoever deploys have to reach it. */
  readonly subnetId: string;
  /**
   * Resource id of the private DNS zone `privatelink.vaultcore.azure.net`, linked to the network.
   *
   * @default - none; a policy of the platform's, or somebody's own DNS, has the record
   */
  readonly privateDnsZoneId?: string;
}

/** What a vault made here and an existing one have in common. */
export interface KeyVaultOptions {
  /** Tenant (directory) id of the vault and of the managed identity, a GUID. */
  readonly tenantId: string;
  /**
   * Keys whose values are kept base64-encoded, because Key Vault strips newlines: certificates, private keys. The CSI
   * provider decodes them. A setting that holds a newline is encoded without being named here.
   *
   * @default - none; a newline in a secret from a variable is refused
   */
  readonly base64?: readonly string[];
  /**
   * Tags of everything that the store makes, at most 14: a secret takes 15, and one of them says which key it holds.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * When the secrets expire, where a policy asks for it. Key Vault still gives out a value that has expired, and tells
   * of it before; nothing rotates by itself.
   *
   * @default - never
   */
  readonly expiry?: KeyVaultExpiry;
  /**
   * Content type of the secrets, where a policy asks for it: at most 255 characters, for example `text/plain`. Not
   * `application/x-pkcs12`, which the CSI provider would take for a certificate.
   *
   * @default - none
   */
  readonly contentType?: string;
  /**
   * Provider of the vault's subscription, where it is not the stack's default.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: ProviderObject;
}

export interface AzureKeyVaultProps extends KeyVaultOptions {
  /** Resource group that the vault is made in. */
  readonly resourceGroupName: string;
  /** Azure region of the vault, for example "westeurope". */
  readonly location: string;
  /**
   * Whether deleted secrets and the deleted vault stay for the whole retention, whoever asks. It can't be switched off
   * again, and the vault's name is taken for as long; so it is chosen, not assumed.
   */
  readonly purgeProtection: boolean;
  /**
   * Days that deleted secrets and the deleted vault can be restored: 7 to 90. It can't be changed later.
   *
   * @default - the service's: 90
   */
  readonly softDeleteRetentionDays?: number;
  /**
   * Name of the vault, unique in all of Azure: 3 to 24 letters, digits and single hyphens, a letter in front.
   *
   * @default - cluster, namespace and name joined by `-`, shortened with a fingerprint where it does not fit
   */
  readonly vaultName?: string;
  /**
   * Service tier.
   *
   * @default KeyVaultSku.STANDARD
   */
  readonly sku?: KeyVaultSku;
  /**
   * Whether the vault has a public endpoint. Without one, pods and the deployer need a private endpoint.
   *
   * @default true
   */
  readonly publicNetworkAccess?: boolean;
  /**
   * Private endpoint of the vault. It is made before the first secret is written.
   *
   * @default - none
   */
  readonly privateEndpoint?: KeyVaultPrivateEndpoint;
  /**
   * Public IPv4 addresses and CIDR ranges that may reach the vault; everybody else is refused. Key Vault takes no
   * private ones: those come through a subnet or a private endpoint.
   *
   * @default - no rule
   */
  readonly allowedIpRanges?: readonly string[];
  /**
   * Ids of the subnets that may reach the vault through their service endpoint; everybody else is refused.
   *
   * @default - no rule
   */
  readonly allowedSubnetIds?: readonly string[];
  /**
   * Object id of the person, group or service principal that deploys. It becomes Key Vault Secrets Officer of the
   * vault, and the secrets wait until that has spread; without a role a vault refuses its own creator.
   *
   * @default - none; the deployer has the role already, on the resource group or above
   */
  readonly deployerPrincipalId?: string;
  /**
   * Seconds that the secrets wait for the deployer's role.
   *
   * @default 120
   */
  readonly deployerWaitSeconds?: number;
}

export interface ExistingKeyVaultSecret {
  /** Name of the secret in the vault. */
  readonly name: string;
  /** Key of the catalogue that it holds. */
  readonly key: string;
}

export interface ExistingKeyVaultProps extends KeyVaultOptions {
  /**
   * Resource id of the vault, `/subscriptions/.../providers/Microsoft.KeyVault/vaults/NAME`. It has to use Azure RBAC:
   * with access policies the roles mean nothing, and a plan is refused.
   */
  readonly vaultId: string;
  /**
   * Name of the vault, where `vaultId` is a token.
   *
   * @default - read from `vaultId`
   */
  readonly vaultName?: string;
  /**
   * What the names of the environment's secrets begin with, letters, digits and `-`.
   *
   * @default - cluster, namespace and name joined by `-`
   */
  readonly prefix?: string;
  /**
   * What the pod's identity may read.
   *
   * @default KeyVaultAccess.SECRETS
   */
  readonly access?: KeyVaultAccess;
  /**
   * Secrets that somebody else made, with the keys that they hold.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingKeyVaultSecret[];
}
