import {
  App,
  Cluster,
  Database,
  DtapMode,
  FileStorage,
  SecretValue,
  Vault,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";

const datacenter = Cluster.other({ name: "datacenter", issuer: "https://kubernetes.default.svc.cluster.local" });

/** One environment as a user of this library writes it. */
export function vaultEnvironment(name: string): MendixSecretStoreEnvironmentProps {
  return {
    name,
    namespace: "mendix",
    cluster: datacenter,
    versions: { operator: "2.25.1", mendix: "10.24.14" },
    store: new Vault({ address: "https://vault.example.com:8200" }),
    database: Database.postgresql({
      host: "orders.example.com:5432",
      name,
      username: name,
      password: SecretValue.fromVariable(),
    }),
    storage: FileStorage.s3Compatible({
      endpoint: "https://minio.example.com:9000",
      bucket: name,
      accessKeyId: SecretValue.fromVariable(),
      secretAccessKey: SecretValue.fromVariable(),
    }),
    adminPassword: SecretValue.fromVariable(),
    constants: { "Shop.WelcomePageTitle": "Welcome" },
    app: App.standalone({
      sourceUrl: "oci-image://registry.example.com/orders:1.4.2",
      replicas: 2,
      dtapMode: DtapMode.PRODUCTION,
    }),
  };
}
