import {
  App,
  AwsSecretsManager,
  Cluster,
  Database,
  Delivery,
  DisruptionBudget,
  ExternalSecret,
  FileStorage,
  GitOps,
  KubernetesSecret,
  SecretStoreKind,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../lib";
import { CsiProvider, type ClusterPrerequisitesProps } from "../lib/cluster";

const onPremises = Cluster.other({ name: "lab" });

const prod = Cluster.eks({
  name: "prod",
  oidcProviderArn:
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
});

/** No cloud at all: a plain Secret, MinIO, and an autoscaler that owns the number of pods. */
export const labTest: MendixSecretStoreEnvironmentProps = {
  name: "lab-test",
  namespace: "mendix",
  cluster: onPremises,
  versions: { operator: "2.26.1", mendix: "10.24.14" },
  store: new KubernetesSecret(),
  database: Database.postgresql({
    host: "postgres.lab.example.com:5432",
    name: "lab",
    username: "lab",
    password: SecretValue.fromVariable(),
  }),
  storage: FileStorage.s3Compatible({
    endpoint: "https://minio.lab.example.com:9000",
    bucket: "lab-test",
    accessKeyId: "lab-test",
    secretAccessKey: SecretValue.fromVariable(),
  }),
  app: App.standalone({
    sourceUrl: "oci-image://registry.lab.example.com/lab:1.0.0",
    appUrl: "lab.example.com",
    requests: { cpu: "250m", memory: "1Gi" },
    limits: { memory: "1Gi" },
    disruptionBudget: DisruptionBudget.maxUnavailable(1),
    ownedByOthers: ["replicas"],
  }),
};

/** Values in AWS Secrets Manager, copied by External Secrets Operator; manifests that Flux applies. */
export const helpdeskProd: MendixSecretStoreEnvironmentProps = {
  name: "helpdesk-prod",
  namespace: "mendix",
  cluster: prod,
  versions: { operator: "2.26.1", mendix: "10.24.14" },
  store: new ExternalSecret({
    store: new AwsSecretsManager(),
    secretStore: "aws",
    secretStoreKind: SecretStoreKind.CLUSTER_SECRET_STORE,
  }),
  database: Database.postgresql({
    host: "helpdesk.example.com:5432",
    name: "helpdesk",
    username: "helpdesk",
    password: SecretValue.fromVariable(),
  }),
  storage: FileStorage.s3({
    bucket: "acme-files",
    accessKeyId: SecretValue.external(),
    secretAccessKey: SecretValue.external(),
  }),
  app: App.connected({ imagePullSecrets: ["registry"] }),
  delivery: Delivery.manifests({
    directory: "manifests",
    gitOps: GitOps.flux({ source: "platform", dependsOn: ["external-secrets"] }),
  }),
};

/** What the production cluster needs once. */
export const prodCluster: ClusterPrerequisitesProps = {
  cluster: prod,
  providers: [CsiProvider.aws(), CsiProvider.vault()],
  namespaces: ["mendix"],
  createOidcProvider: true,
};
