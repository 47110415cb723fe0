export { AzureCloud } from "./cloud";
export { AzureKeyVault } from "./key-vault";
export {
  KeyVaultSku,
  type AzureKeyVaultProps,
  type ExistingKeyVaultProps,
  type ExistingKeyVaultSecret,
  type KeyVaultOptions,
} from "./key-vault-props";
export {
  AzureWorkloadIdentity,
  type AzureWorkloadIdentityProps,
  type ExistingManagedIdentityProps,
  type FederationProps,
} from "./workload-identity";
export { AzurePostgresqlIdentity } from "./postgresql-identity";
export { AzureSqlIdentity } from "./sql-identity";
export { AzureBlobIdentity, type AzureBlobIdentityProps } from "./blob-identity";
