import {
  App,
  Cluster,
  Database,
  Delivery,
  DtapMode,
  FileStorage,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../lib";
import {
  AzureBlobIdentity,
  AzureKeyVault,
  AzurePostgresqlIdentity,
  AzureSqlIdentity,
  AzureWorkloadIdentity,
} from "../lib/azure";

const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const TENANT = "99999999-8888-7777-6666-555555555555";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/mendix/providers`;

const aks = Cluster.aks({
  name: "aks-prod",
  issuer: `https://westeurope.oic.prod-aks.azure.com/${TENANT}/12345678-aaaa-bbbb-cccc-123456789abc/`,
  subscription: SUBSCRIPTION,
});

/** Everything by managed identity, in a vault of its own: no password anywhere but MxAdmin's. */
export const billingProd: MendixSecretStoreEnvironmentProps = {
  name: "billing-prod",
  namespace: "mendix",
  cluster: aks,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new AzureKeyVault({
    tenantId: TENANT,
    resourceGroupName: "mendix",
    location: "westeurope",
    vaultName: "acme-billing-prod",
    purgeProtection: true,
    deployerPrincipalId: "77777777-7777-7777-7777-777777777777",
  }),
  identity: new AzureWorkloadIdentity({ resourceGroupName: "mendix", location: "westeurope" }),
  database: Database.sqlServer({
    host: "acme-billing.database.windows.net",
    name: "billing",
    authentication: new AzureSqlIdentity(),
  }),
  storage: new AzureBlobIdentity({
    storageAccountId: `${GROUP}/Microsoft.Storage/storageAccounts/acmefiles`,
    container: "billing-prod",
  }),
  adminPassword: SecretValue.generated(),
  constants: { "Shop.WelcomePageTitle": "Welcome", "Payments.ApiKey": SecretValue.fromVariable() },
  app: App.standalone({
    sourceUrl: "oci-image://acme.azurecr.io/billing:1.4.2",
    replicas: 2,
    dtapMode: DtapMode.PRODUCTION,
  }),
};

/** PostgreSQL by an identity that others made, in a shared vault, with manifests for GitOps. */
export const billingTest: MendixSecretStoreEnvironmentProps = {
  name: "billing-test",
  namespace: "mendix",
  cluster: aks,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: AzureKeyVault.fromExisting({
    vaultId: `${GROUP}/Microsoft.KeyVault/vaults/acme-mendix`,
    tenantId: TENANT,
  }),
  identity: AzureWorkloadIdentity.fromExisting({
    resourceId: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/billing-test`,
    clientId: "12121212-3434-5656-7878-909090909090",
    principalId: "abababab-cdcd-efef-0101-232323232323",
    mutable: true,
  }),
  database: Database.postgresql({
    host: "acme-billing.postgres.database.azure.com",
    name: "billing",
    username: "billing",
    authentication: new AzurePostgresqlIdentity(),
  }),
  storage: FileStorage.azureBlob({
    accountName: "acmefiles",
    accountKey: SecretValue.fromVariable(),
    container: "billing-test",
  }),
  app: App.standalone({
    sourceUrl: "https://packages.example.com/billing-1.4.2.mda",
    dtapMode: DtapMode.DEVELOPMENT,
  }),
  delivery: Delivery.manifests({ directory: "manifests" }),
};
