import { NO_MOUNT } from "../app-reader";
import type { Entry } from "../../core/entry";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import { providerHandle } from "../../core/provider-handle";
import type { Quota } from "../../core/claim";
import { Share } from "../../core/share";
import type { Subject } from "../../core/subject";
import { planEntries, StoreLayout } from "../store-layout";
import { credentialSecret, describeAppReader, panelOf, readKeys } from "./app-reader";
import { AzureCloud } from "../../clouds/azure/cloud";
import { fillCommand } from "./fill";
import { grantsOf, isMade, readsWholeVault } from "./grants";
import type { AzureKeyVaultProps, ExistingKeyVaultProps } from "./props";
import { checkEntries, checkValues } from "./entry-checks";
import { secretName } from "../../clouds/azure/names";
import { remoteValues, secretProviderClassParameters } from "./mount";
import { checkVault } from "./checks";
import { describeFirstApply } from "./first-apply";
import { vaultResources } from "./key-vault-resources";
import { planVault, type VaultPlan } from "./plan";
import { AzureWorkloadIdentity } from "../../clouds/azure/workload-identity";
import { assertTypes } from "../../core/prop-types";

/** Role assignments that a subscription takes. */
export const ASSIGNMENTS_MAX = 4_000;

const PROP_TYPES = {
  base64: "texts",
  tags: "map of texts",
  contentType: "text",
  sku: "text",
  publicNetworkAccess: "flag",
  allowedIpRanges: "texts",
  allowedSubnetIds: "texts",
  vaultId: "text",
  vaultName: "text",
  access: "text",
  prefix: "text",
  existing: "list",
} as const;

/**
 * Azure Key Vault with the RBAC permission model: one secret for each key, in a vault of the environment's own.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-azure-key-vault
 */
export class AzureKeyVault extends SecretStore {
  /**
   * A vault that somebody else made, shared with other environments or not: the names of the secrets begin with the
   * environment, and the role is assigned on each secret, so that no environment can read another's.
   */
  static fromExisting(props: ExistingKeyVaultProps): AzureKeyVault {
    return new AzureKeyVault(undefined, props);
  }

  readonly title = "Azure Key Vault";
  override readonly entryPerKey = true;

  constructor(props: AzureKeyVaultProps);
  /** @internal */
  constructor(props: undefined, existing: ExistingKeyVaultProps);
  constructor(
    private readonly props: AzureKeyVaultProps | undefined,
    private readonly existing?: ExistingKeyVaultProps,
  ) {
    super();
  }

  describe(request: StoreContext): StoreShare {
    assertTypes("store", this.existing ?? this.props ?? {}, PROP_TYPES);
    const share = new Share();
    const context = readKeys(request);
    const plan = planVault(context.subject, this.props, this.existing);
    const identity = context.identity instanceof AzureWorkloadIdentity ? context.identity : undefined;
    const cloud = identity?.azureCloud ?? AzureCloud.PUBLIC;
    checkVault(share, plan);
    const entries = this.entries(share, context, plan);
    checkValues(share, context.keys, plan);
    checkEntries(share, entries, plan);
    this.claim(share, entries, plan, cloud);
    addProviders(share, entries, plan);
    needSubscription(share, context.subject, plan);
    share.make(() => vaultResources(context.subject, plan, entries, request.variables));
    share.grants.push(...grantsOf(plan, entries));
    describeFirstApply(share, plan);
    const fill = (entry: Entry, key: string) => fillCommand(plan, entry, key);
    if (context.reader === "app") {
      describeAppReader(share, context, plan);
      return Object.assign(share, { entries, mount: NO_MOUNT, panel: panelOf(plan), fill });
    }
    share.gate("csi-secret-store", "store");
    share.gate("azure-key-vault", "store");
    const parameters = secretProviderClassParameters(plan, entries, identity, cloud);
    return Object.assign(share, {
      entries,
      mount: { kind: "SecretProviderClass", provider: "azure", parameters } as const,
      remoteValues: remoteValues(plan, entries),
      fill,
    });
  }

  private entries(share: Share, context: StoreContext, plan: VaultPlan): readonly Entry[] {
    const nameOf = (key: string) => (context.reader === "app" ? credentialSecret(key) : secretName(key, plan.prefix));
    return planEntries(share, context.keys, {
      layout: StoreLayout.ENTRIES,
      settingsApart: true,
      nameOf: (part) => nameOf(typeof part === "string" ? part : part.key),
      reader: context.reader,
      existing: (this.existing?.existing ?? []).map(({ name, key }) => ({ name, keys: [key] })),
      // Key Vault does not tell upper from lower case in names.
      canonicalName: (name) => name.toLowerCase(),
    });
  }

  /** A vault of the environment's own is claimed whole, with every name in it; of a shared one, its own names. */
  private claim(share: Share, entries: readonly Entry[], plan: VaultPlan, cloud: AzureCloud): void {
    const vault = plan.name.toLowerCase();
    const own = plan.made !== undefined;
    const prop = own ? "store.vaultName" : "store.vaultId";
    share.claims.push({ kind: "Key Vault", scope: cloud.vaultDomain, name: vault, prop, exclusive: own });
    if (own) return;
    const assignment = readsWholeVault(plan) ? {} : { quota: assignmentsOf(plan) };
    for (const { name, content } of entries) {
      share.claims.push({
        kind: "Key Vault secret",
        scope: vault,
        name: name.toLowerCase(),
        prop: content.kind === "existing" ? "store.existing" : "store.prefix",
        exclusive: content.kind !== "existing",
        ...assignment,
      });
    }
  }
}

/**
 * Role assignments, of which each secret of a shared vault has one.
 *
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/troubleshoot-limits
 */
function assignmentsOf({ resourceId, name }: VaultPlan): Quota {
  return {
    code: "MX-AZURE-ASSIGNMENTS",
    what: `role assignments in the subscription ${resourceId?.subscription ?? `of the vault ${name}`}`,
    most: ASSIGNMENTS_MAX,
    fix: "Write access: KeyVaultAccess.VAULT where the environments of a vault may read each other's secrets, or give them vaults of their own in other subscriptions.",
  };
}

/** The provider looks for a vault in its own subscription, whatever the id says. */
function needSubscription(share: Share, { cluster }: Subject, { resourceId, existing, options }: VaultPlan): void {
  const handle = providerHandle(options.provider);
  // A new vault is made where its provider acts, which a provider of its own decides.
  const own = handle === undefined ? cluster.subscription : undefined;
  const subscription = existing ? resourceId?.subscription : own;
  const prop = existing ? "store.vaultId" : "store";
  share.places.push({ provider: "azurerm", subscription, prop, what: "the vault", handle });
}

function addProviders(share: Share, entries: readonly Entry[], plan: VaultPlan): void {
  share.providers.add("azurerm");
  const counted = plan.options.expiry?.days !== undefined && entries.some(isMade);
  if (plan.made?.deployerPrincipalId !== undefined || counted) share.providers.add("time");
  for (const { content } of entries) {
    if (content.kind === "secret" && content.value.origin.kind === "generated") share.providers.add("random");
  }
}
