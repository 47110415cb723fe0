import { App, Cluster, Database, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import {
  AzureBlobIdentity,
  AzureKeyVault,
  AzureWorkloadIdentity,
  type AzureKeyVaultProps,
  type AzureWorkloadIdentityProps,
  type ExistingKeyVaultProps,
  type ExistingManagedIdentityProps,
} from "../../lib/azure";

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const TENANT = "99999999-8888-7777-6666-555555555555";
export const CLIENT = "12121212-3434-5656-7878-909090909090";
export const PRINCIPAL = "abababab-cdcd-efef-0101-232323232323";
export const PROVIDERS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/mendix/providers`;
export const ISSUER = "https://westeurope.oic.prod-aks.azure.com/tenant/id/";
export const SUBNET = `${PROVIDERS}/Microsoft.Network/virtualNetworks/aks/subnets/endpoints`;
export const VAULT_ID = `${PROVIDERS}/Microsoft.KeyVault/vaults/acme-mendix`;

export const aks = Cluster.aks({ name: "prod", issuer: ISSUER, subscription: SUBSCRIPTION });

export function vault(changes: Partial<AzureKeyVaultProps> = {}): AzureKeyVault {
  return new AzureKeyVault({
    tenantId: TENANT,
    resourceGroupName: "mendix",
    location: "westeurope",
    purgeProtection: true,
    ...changes,
  });
}

export function sharedVault(changes: Partial<ExistingKeyVaultProps> = {}): AzureKeyVault {
  return AzureKeyVault.fromExisting({ vaultId: VAULT_ID, tenantId: TENANT, ...changes });
}

export function identity(changes: Partial<AzureWorkloadIdentityProps> = {}): AzureWorkloadIdentity {
  return new AzureWorkloadIdentity({ resourceGroupName: "mendix", location: "westeurope", ...changes });
}

export function existingIdentity(changes: Partial<ExistingManagedIdentityProps> = {}): AzureWorkloadIdentity {
  return AzureWorkloadIdentity.fromExisting({
    resourceId: `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/orders`,
    clientId: CLIENT,
    principalId: PRINCIPAL,
    ...changes,
  });
}

export function blob(changes: Partial<AzureBlobIdentity["props"]> = {}): AzureBlobIdentity {
  return new AzureBlobIdentity({
    storageAccountId: `${PROVIDERS}/Microsoft.Storage/storageAccounts/acmefiles`,
    container: "orders",
    ...changes,
  });
}

/** A small environment on AKS that is right; tests change the one prop that they are about. */
export function azureSample(
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  return {
    name: "orders",
    namespace: "mendix",
    cluster: aks,
    versions: { operator: "2.25.1", mendix: "10.24.14" },
    store: vault(),
    identity: identity(),
    database: Database.postgresql({
      host: "db.example.com:5432",
      name: String(changes.name ?? "orders"),
      username: "orders",
      password: SecretValue.fromVariable(),
    }),
    storage: blob(),
    app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }),
    ...changes,
  };
}
