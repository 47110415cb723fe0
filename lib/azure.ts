export { AzureCloud } from "./clouds/azure/cloud";
export { AzureKeyVault } from "./stores/azure/store";
export {
  KeyVaultAccess,
  KeyVaultSku,
  type AzureKeyVaultProps,
  type ExistingKeyVaultProps,
  type ExistingKeyVaultSecret,
  type KeyVaultExpiry,
  type KeyVaultOptions,
  type KeyVaultPrivateEndpoint,
} from "./stores/azure/props";
export { AzureWorkloadIdentity } from "./clouds/azure/workload-identity";
export type {
  AzureWorkloadIdentityProps,
  ExistingManagedIdentityProps,
  FederationProps,
} from "./clouds/azure/identity-props";
export { AzurePostgresqlIdentity } from "./clouds/azure/postgresql-identity";
export { AzureSqlIdentity } from "./clouds/azure/sql-identity";
export { AzureBlobIdentity, type AzureBlobIdentityProps } from "./clouds/azure/blob-identity";
