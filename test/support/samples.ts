import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  FileStorage,
  Irsa,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";

export const ACCOUNT = "111122223333";
export const ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/ABC";

export const eks = Cluster.eks({ name: "prod", oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` });

/** A small environment that is right; tests change the one prop that they are about. */
export function sample(changes: Partial<MendixSecretStoreEnvironmentProps> = {}): MendixSecretStoreEnvironmentProps {
  const { name = "orders", cluster = eks } = changes;
  return {
    name: "orders",
    namespace: "mendix",
    cluster: eks,
    versions: { operator: "2.25.1", mendix: "10.24.14" },
    store: new AwsSecretsManager(),
    identity: new Irsa(),
    database: Database.postgresql({
      host: cluster === eks ? "db.example.com:5432" : `${String(cluster.name)}.db.example.com:5432`,
      name: String(name),
      username: "orders",
      password: SecretValue.fromVariable(),
    }),
    storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders" }),
    app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }),
    ...changes,
  };
}
