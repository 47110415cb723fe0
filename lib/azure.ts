export { AzureCloud } from "./clouds/azure/cloud";
export { AzureKeyVault } from "./stores/azure/store";
export {
  KeyVaultSku,
  type AzureKeyVaultProps,
  type ExistingKeyVaultProps,
  type ExistingKeyVaultSecret,
  type KeyVaultOptions,
} from "./stores/azure/props";
export {
  AzureWorkloadIdentity,
  type AzureWorkloadIdentityProps,
  type ExistingManagedIdentityProps,
  type FederationProps,
} from "./clouds/azure/workload-identity";
export { AzurePostgresqlIdentity } from "./clouds/azure/postgresql-identity";
export { AzureSqlIdentity } from "./clouds/azure/sql-identity";
export { AzureBlobIdentity, type AzureBlobIdentityProps } from "./clouds/azure/blob-identity";
