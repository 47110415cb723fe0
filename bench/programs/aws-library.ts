import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  DtapMode,
  FileStorage,
  Irsa,
  RdsIam,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";

const prod = Cluster.eks({
  name: "prod",
  oidcProviderArn:
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
});

/** One environment as a user of this library writes it. */
export function awsEnvironment(name: string): MendixSecretStoreEnvironmentProps {
  return {
    name,
    namespace: "mendix",
    cluster: prod,
    versions: { operator: "2.25.1", mendix: "10.24.14" },
    store: new AwsSecretsManager(),
    identity: new Irsa(),
    database: Database.postgresql({
      host: "orders.abc.eu-west-1.rds.amazonaws.com:5432",
      name,
      username: name,
      authentication: new RdsIam({ resourceId: "db-ABC123" }),
    }),
    storage: FileStorage.s3({ bucket: "acme-files", prefix: name }),
    adminPassword: SecretValue.generated(),
    constants: { "Shop.WelcomePageTitle": "Welcome", "Payments.ApiKey": SecretValue.fromVariable() },
    app: App.standalone({
      sourceUrl: "oci-image://registry.example.com/orders:1.4.2",
      replicas: 2,
      dtapMode: DtapMode.PRODUCTION,
    }),
  };
}
