// A user's own program whose declaration is wrong in every place where a secret could be repeated.
import { App, TerraformStack } from "cdktf";
import {
  App as MendixApp,
  AwsSecretsManager,
  Cluster,
  Database,
  FileStorage,
  Irsa,
  MendixSecretStoreEnvironment,
  SecretValue,
} from "../../lib";

const secret = process.env["CANARY"] ?? "";
const plain = secret as unknown as SecretValue;

const app = new App({ outdir: process.env["OUTDIR"] ?? "" });
new MendixSecretStoreEnvironment(new TerraformStack(app, "stack"), "environment", {
  name: "orders",
  namespace: "Wrong",
  versions: { operator: "2.25.1", mendix: "10.24.14" },
  cluster: Cluster.eks({ name: "prod", account: "111122223333", region: "eu-west-1" }),
  store: new AwsSecretsManager(),
  identity: new Irsa(),
  adminPassword: plain,
  debuggerPassword: SecretValue.fromEphemeral(secret, { revision: 1 }),
  database: Database.postgresql({
    host: `user:${secret}@db.example.com`,
    name: "orders",
    username: "orders",
    password: plain,
    jdbcUrl: `jdbc:postgresql://db.example.com/orders?password=${secret}`,
  }),
  storage: FileStorage.s3Compatible({
    endpoint: `https://key:${secret}@minio.example.com`,
    bucket: "orders",
    accessKeyId: "key",
    secretAccessKey: plain,
  }),
  runtimeSettings: { MxAdminPassword: secret, "com.mendix.storage.s3.EncryptionKeys": secret },
  app: MendixApp.standalone({ sourceUrl: `https://user:${secret}@example.com/orders.mda` }),
});
app.synth();
