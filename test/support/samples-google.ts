import { App, Cluster, Database, FileStorage, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { GkeWorkloadIdentity, GoogleSecretManager, type GoogleSecretManagerProps } from "../../lib/google";

export const gke = Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" });

/** Who the pod of the sample is in IAM policies. */
export const PRINCIPAL =
  "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/mendix/sa/orders";

/** A small environment on GKE that is right; tests change the one prop that they are about. */
export function googleSample(
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  return {
    name: "orders",
    namespace: "mendix",
    cluster: gke,
    versions: { operator: "2.25.1", mendix: "10.24.13" },
    store: new GoogleSecretManager(),
    identity: new GkeWorkloadIdentity(),
    database: Database.postgresql({
      host: "10.0.0.3:5432",
      name: String(changes.name ?? "orders"),
      username: "orders",
      password: SecretValue.fromVariable(),
    }),
    storage: FileStorage.s3Compatible({
      endpoint: "https://storage.googleapis.com/acme-files",
      bucket: "orders",
      accessKeyId: "GOOG1EXAMPLE",
      secretAccessKey: SecretValue.external(),
    }),
    app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }),
    ...changes,
  };
}

/** The sample with other props of its store. */
export function withStore(
  store: GoogleSecretManagerProps,
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  return googleSample({ store: new GoogleSecretManager(store), ...changes });
}
