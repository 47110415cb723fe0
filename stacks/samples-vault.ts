import {
  App,
  Cluster,
  Database,
  Delivery,
  FileStorage,
  Irsa,
  RdsIam,
  SecretValue,
  Vault,
  VaultLogin,
  VaultStaticRole,
  type MendixSecretStoreEnvironmentProps,
} from "../lib";
import { AzureBlobIdentity, AzurePostgresqlIdentity, AzureWorkloadIdentity } from "../lib/azure";

/** A cluster of one's own, with Vault in it. */
export const datacenter = Cluster.other({
  name: "datacenter",
  issuer: "https://kubernetes.default.svc.cluster.local",
});

/** The database user of the environment below; Vault rotates its password. */
export const billingDatabase = new VaultStaticRole({ name: "billing-prod", username: "billing" });

/** Vault alone, no cloud: it runs in the cluster and rotates the password of the app's database user. */
export const billingProd: MendixSecretStoreEnvironmentProps = {
  name: "billing-prod",
  namespace: "mendix",
  cluster: datacenter,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new Vault({ address: "http://vault.vault.svc:8200" }),
  database: Database.postgresql({
    host: "postgresql.databases.svc:5432",
    name: "billing",
    authentication: billingDatabase,
  }),
  storage: FileStorage.s3Compatible({
    endpoint: "https://minio.example.com:9000",
    bucket: "billing-prod",
    accessKeyId: SecretValue.external({ entry: "minio/billing-prod", property: "access-key" }),
    secretAccessKey: SecretValue.external({ entry: "minio/billing-prod", property: "secret-key" }),
  }),
  adminPassword: SecretValue.generated(),
  constants: {
    "Billing.Currency": "EUR",
    "Payments.ApiKey": SecretValue.fromVariable(),
  },
  app: App.standalone({ sourceUrl: "oci-image://registry.example.com/billing:3.1.0", replicas: 2 }),
};

const eks = Cluster.eks({
  name: "prod",
  oidcProviderArn:
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
});

/** Settings and secrets in a Vault outside of the cluster, database and bucket by the pod's AWS role. */
export const stockProd: MendixSecretStoreEnvironmentProps = {
  name: "stock-prod",
  namespace: "mendix",
  cluster: eks,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new Vault({
    address: "https://vault.example.com:8200",
    mount: "mendix",
    login: VaultLogin.JWT,
    authMount: "jwt/prod",
    tls: { caCertPath: "/vault/tls/ca.crt" },
    maxVersions: 5,
  }),
  identity: new Irsa(),
  database: Database.postgresql({
    host: "stock.abc.eu-west-1.rds.amazonaws.com:5432",
    name: "stock",
    username: "stock",
    authentication: new RdsIam({ resourceId: "db-STOCK123" }),
  }),
  storage: FileStorage.s3({ bucket: "acme-files", region: "eu-west-1", prefix: "stock-prod" }),
  adminPassword: SecretValue.fromVariable(),
  app: App.standalone({ sourceUrl: "oci-image://registry.example.com/stock:2.4.0" }),
  delivery: Delivery.manifests({ directory: "manifests" }),
};

const aks = Cluster.aks({
  name: "aks-prod",
  issuer:
    "https://westeurope.oic.prod-aks.azure.com/99999999-8888-7777-6666-555555555555/12345678-aaaa-bbbb-cccc-123456789abc/",
  subscription: "11111111-2222-3333-4444-555555555555",
});

/** Settings and secrets in a Vault that the cluster runs, database and container by the pod's managed identity. */
export const ticketsProd: MendixSecretStoreEnvironmentProps = {
  name: "tickets-prod",
  namespace: "mendix",
  cluster: aks,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new Vault({ address: "http://vault.vault.svc.cluster.local:8200" }),
  identity: new AzureWorkloadIdentity({ resourceGroupName: "mendix", location: "westeurope" }),
  database: Database.postgresql({
    host: "acme-tickets.postgres.database.azure.com",
    name: "tickets",
    username: "tickets",
    authentication: new AzurePostgresqlIdentity(),
  }),
  storage: new AzureBlobIdentity({
    storageAccountId:
      "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mendix/providers/Microsoft.Storage/storageAccounts/acmefiles",
    container: "tickets-prod",
  }),
  constants: { "Mail.Password": SecretValue.fromVariable() },
  app: App.standalone({ sourceUrl: "oci-image://acme.azurecr.io/tickets:5.0.1" }),
};
