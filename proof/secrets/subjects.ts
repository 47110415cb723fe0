import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  Delivery,
  FileStorage,
  Irsa,
  SecretValue,
  StoreLayout,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import type { Engine } from "../../test/engines/support/missing";
import { MiniStack, ministack } from "../../test/engines/support/ministack";
import { provider } from "../../test/engines/support/terraform";

export const ACCOUNT = "111122223333";

/** Somewhere that a store can be deployed to. */
export interface Target {
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** A declaration with a secret in every input that it has. A store joins the proof by a row. */
export interface SecretSubject {
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly start: () => Promise<Target>;
  readonly providers: (stack: TerraformStack) => void;
  /** @param ephemeral Token of an ephemeral value of the stack. */
  readonly declare: (name: string, ephemeral: string) => MendixSecretStoreEnvironmentProps;
}

const prod = Cluster.eks({
  name: "prod",
  oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE`,
});

function aws(title: string, store: AwsSecretsManager): SecretSubject {
  return {
    title,
    engines: [provider("aws"), ministack],
    start: async () => MiniStack.start(ACCOUNT),
    providers: (stack) => void new AwsProvider(stack, "aws", { region: "eu-west-1" }),
    declare: (name, ephemeral) => ({ ...everySecret(name, ephemeral), cluster: prod, store, identity: new Irsa() }),
  };
}

/** Every secret input that does not depend on the store. */
function everySecret(name: string, ephemeral: string) {
  return {
    name,
    namespace: "mendix",
    versions: { operator: "2.26.0", mendix: "10.24.14" },
    database: Database.postgresql({
      host: "db.example.com:5432",
      name: "orders",
      username: SecretValue.fromVariable(),
      password: SecretValue.fromVariable(),
    }),
    storage: FileStorage.s3({
      bucket: "acme-files",
      region: "eu-west-1",
      accessKeyId: SecretValue.fromVariable(),
      secretAccessKey: SecretValue.fromVariable(),
    }),
    adminPassword: SecretValue.fromVariable(),
    debuggerPassword: SecretValue.fromVariable(),
    constants: {
      "Shop.Title": name,
      "Shop.Key": SecretValue.fromVariable(),
      "Shop.Ephemeral": SecretValue.fromEphemeral(ephemeral, { revision: 1 }),
    },
    runtimeSettings: { "com.mendix.storage.s3.EncryptionKeys": SecretValue.fromVariable() },
    app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.0.0" }),
    delivery: Delivery.manifests({ directory: "manifests" }),
  };
}

export const SUBJECTS: readonly SecretSubject[] = [
  aws("AWS Secrets Manager", new AwsSecretsManager()),
  aws("AWS Secrets Manager, one document", new AwsSecretsManager({ layout: StoreLayout.DOCUMENT })),
];
