import { resolvedIn, resourcesOf, type Computed, type Configuration } from "../../support/resolved";

/** A role that somebody has, from a scope downwards. */
export interface Assignment {
  readonly role: string;
  readonly scope: string;
  readonly principal: string;
}

/** A token of a cluster that an identity takes for its own. */
export interface Credential {
  readonly identity: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** What Azure and Entra ID are told of an environment's identity. */
export interface AzureDocuments {
  readonly assignments: readonly Assignment[];
  readonly credentials: readonly Credential[];
}

/** Resource ids, as Azure forms them. */
export function resourceId(subscription: string, group: string, type: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
}

/** What stands for the object id that Entra ID gives an identity which is made here. */
export function principalOf(identity: string): string {
  return `principal of ${identity}`;
}

const VAULT = "Microsoft.KeyVault/vaults";
const IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Ids that the provider computes, of resources in one subscription. */
export function computedIn(subscription: string): Computed {
  const idOf = (type: string) => (argument: (name: string) => string) =>
    resourceId(subscription, argument("resource_group_name"), type, argument("name"));
  return {
    "azurerm_key_vault.id": idOf(VAULT),
    "azurerm_key_vault_secret.resource_versionless_id": (argument) =>
      `${argument("key_vault_id")}/secrets/${argument("name")}`,
    "azurerm_user_assigned_identity.id": idOf(IDENTITY),
    "azurerm_user_assigned_identity.principal_id": (argument) => principalOf(idOf(IDENTITY)(argument)),
  };
}

export function documentsOf(configuration: Configuration, subscription: string): AzureDocuments {
  const text = (argument: unknown) => resolvedIn(configuration, argument, computedIn(subscription));
  const assignments = resourcesOf(configuration, "azurerm_role_assignment").map((resource) => ({
    role: text(resource["role_definition_name"]),
    scope: text(resource["scope"]),
    principal: text(resource["principal_id"]),
  }));
  const credentials = resourcesOf(configuration, "azurerm_federated_identity_credential").map((resource) => ({
    identity: text(resource["parent_id"]),
    issuer: text(resource["issuer"]),
    subject: text(resource["subject"]),
    audiences: (resource["audience"] as readonly unknown[]).map(text),
  }));
  return { assignments, credentials };
}
