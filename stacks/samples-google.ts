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
import { GkeWorkloadIdentity, GoogleSecretManager } from "../lib/google";

const gke = Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" });

/**
 * The vendor's chapter as it is: the pod's own principal reads its secrets. Files are in Cloud Storage by HMAC keys,
 * because the runtime knows no workload identity for it. Kubernetes objects as manifests.
 */
export const crmProd: MendixSecretStoreEnvironmentProps = {
  name: "crm-prod",
  namespace: "mendix",
  cluster: gke,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new GoogleSecretManager({ labels: { "cost-center": "crm" } }),
  identity: new GkeWorkloadIdentity(),
  database: Database.postgresql({
    host: "10.20.0.3",
    name: "crm",
    username: "crm",
    password: SecretValue.fromVariable(),
  }),
  storage: FileStorage.s3Compatible({
    endpoint: "https://storage.googleapis.com/acme-files",
    bucket: "crm-prod",
    accessKeyId: SecretValue.external(),
    secretAccessKey: SecretValue.external(),
  }),
  adminPassword: SecretValue.generated(),
  constants: {
    "Crm.WelcomePageTitle": "Welcome",
    "Payments.ApiKey": SecretValue.fromVariable(),
  },
  app: App.standalone({
    sourceUrl: "oci-image://registry.example.com/crm:2.0.1",
    replicas: 2,
    dtapMode: DtapMode.PRODUCTION,
  }),
  delivery: Delivery.manifests({ directory: "manifests" }),
};

/** Copies in two regions with keys of their own, a service account, and secrets that other teams made. */
export const crmTest: MendixSecretStoreEnvironmentProps = {
  name: "crm-test",
  namespace: "mendix",
  cluster: gke,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: GoogleSecretManager.fromExisting({
    project: "acme-secrets",
    name: "crm-test",
    replicas: [
      { location: "europe-west1", kmsKeyName: keyIn("europe-west1") },
      { location: "europe-west4", kmsKeyName: keyIn("europe-west4") },
    ],
    existing: [
      {
        secret: "crm-test-storage",
        keys: [
          "storage-service-name",
          "storage-endpoint",
          "storage-bucket-name",
          "storage-access-key-id",
          "storage-secret-access-key",
        ],
      },
    ],
    pinnedVersions: { "database-password": "3" },
  }),
  identity: GkeWorkloadIdentity.withServiceAccount(),
  database: Database.postgresql({
    host: "10.20.0.4",
    name: "crm",
    username: "crm",
    password: SecretValue.external({ entry: "projects/acme-db/locations/europe-west4/secrets/crm-test" }),
  }),
  app: App.standalone({ sourceUrl: "oci-image://registry.example.com/crm:2.0.2" }),
};

function keyIn(location: string): string {
  return `projects/acme-keys/locations/${location}/keyRings/mendix/cryptoKeys/secrets`;
}
