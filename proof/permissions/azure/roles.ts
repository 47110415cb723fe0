/** What a role of Azure RBAC permits. `*` stands for any characters. */
export interface RoleDefinition {
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions: readonly string[];
}

const METADATA = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Insights/alertRules/*",
  "Microsoft.Resources/deployments/*",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
  "Microsoft.KeyVault/checkNameAvailability/read",
  "Microsoft.KeyVault/deletedVaults/read",
  "Microsoft.KeyVault/locations/*/read",
  "Microsoft.KeyVault/vaults/*/read",
  "Microsoft.KeyVault/operations/read",
];
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const DELEGATION_KEY = "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action";

/**
 * Built-in roles, written down from Azure's own pages: those that the library assigns, and those that somebody would
 * take in their place.
 *
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles/security
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/built-in-roles/storage
 */
export const ROLES: Readonly<Record<string, RoleDefinition>> = {
  "Key Vault Secrets User": {
    actions: [],
    dataActions: [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ],
  },
  "Key Vault Secrets Officer": { actions: METADATA, dataActions: ["Microsoft.KeyVault/vaults/secrets/*"] },
  "Key Vault Administrator": { actions: METADATA, dataActions: ["Microsoft.KeyVault/vaults/*"] },
  "Key Vault Reader": {
    actions: METADATA,
    dataActions: ["Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/secrets/readMetadata/action"],
  },
  "Storage Blob Data Contributor": {
    actions: [`${CONTAINERS}/delete`, `${CONTAINERS}/read`, `${CONTAINERS}/write`, DELEGATION_KEY],
    dataActions: ["delete", "read", "write", "move/action", "add/action"].map((name) => `${CONTAINERS}/blobs/${name}`),
  },
  "Storage Blob Data Owner": {
    actions: [`${CONTAINERS}/*`, DELEGATION_KEY],
    dataActions: [`${CONTAINERS}/blobs/*`],
  },
  "Storage Blob Data Reader": {
    actions: [`${CONTAINERS}/read`, DELEGATION_KEY],
    dataActions: [`${CONTAINERS}/blobs/read`],
  },
  Contributor: {
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
    ],
    dataActions: [],
  },
  Owner: { actions: ["*"], dataActions: [] },
};
