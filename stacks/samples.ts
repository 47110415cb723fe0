import {
  App,
  AwsParameterStore,
  AwsSecretsManager,
  Cluster,
  Database,
  Delivery,
  DtapMode,
  FileStorage,
  Irsa,
  RdsIam,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../lib";

const prod = Cluster.eks({
  name: "prod",
  context: "prod",
  oidcProviderArn:
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
});

/** RDS and S3 by the pod's own role; Kubernetes objects as manifests for GitOps. */
export const ordersProd: MendixSecretStoreEnvironmentProps = {
  name: "orders-prod",
  namespace: "mendix",
  cluster: prod,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new AwsSecretsManager({ region: "eu-west-1" }),
  identity: new Irsa(),
  database: Database.postgresql({
    host: "orders.abc.eu-west-1.rds.amazonaws.com:5432",
    name: "orders",
    username: "orders",
    authentication: new RdsIam({ resourceId: "db-ABC123" }),
  }),
  storage: FileStorage.s3({ bucket: "acme-files", region: "eu-west-1", prefix: "orders-prod" }),
  adminPassword: SecretValue.generated(),
  constants: {
    "Shop.WelcomePageTitle": "Welcome",
    "Payments.ApiKey": SecretValue.fromVariable(),
  },
  app: App.standalone({
    sourceUrl: "oci-image://registry.example.com/orders:1.4.2",
    replicas: 2,
    dtapMode: DtapMode.PRODUCTION,
  }),
  delivery: Delivery.manifests({ directory: "manifests" }),
};

/** Static credentials from variables; Terraform applies the Kubernetes objects. */
export const shopTest: MendixSecretStoreEnvironmentProps = {
  name: "shop-test",
  namespace: "mendix",
  cluster: prod,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new AwsSecretsManager(),
  identity: new Irsa(),
  database: Database.sqlServer({
    host: "shop-test.example.com",
    name: "shop",
    username: "shop",
    password: SecretValue.fromVariable(),
  }),
  storage: FileStorage.s3Compatible({
    endpoint: "https://minio.example.com:9000",
    bucket: "shop-test",
    accessKeyId: "shop-test",
    secretAccessKey: SecretValue.external(),
  }),
  app: App.standalone({ sourceUrl: "https://packages.example.com/shop-1.0.0.mda", dtapMode: DtapMode.DEVELOPMENT }),
};

/** Parameter Store, which costs nothing per secret: a key of the team's own, and a parameter that others made. */
export const intranetTest: MendixSecretStoreEnvironmentProps = {
  name: "intranet-test",
  namespace: "mendix",
  cluster: prod,
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  store: new AwsParameterStore({
    kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    tags: { "cost-center": "intranet" },
    existing: [{ parameter: "/shared/mail/password", keys: ["mx-const-Mail.Password"] }],
  }),
  identity: new Irsa(),
  database: Database.postgresql({
    host: "intranet-test.abc.eu-west-1.rds.amazonaws.com:5432",
    name: "intranet",
    username: "intranet",
    password: SecretValue.fromVariable(),
  }),
  storage: FileStorage.s3({ bucket: "acme-files", region: "eu-west-1", prefix: "intranet-test" }),
  adminPassword: SecretValue.generated(),
  constants: { "Intranet.Title": "Welcome", "Search.ApiKey": SecretValue.external() },
  app: App.standalone({ sourceUrl: "oci-image://registry.example.com/intranet:3.0.0", dtapMode: DtapMode.PRODUCTION }),
};
