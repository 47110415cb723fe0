import { expectedOf, byCluster, type ClusterNeeds } from "../../../lib/world/expected";
import { ORDERS, read } from "../../support/declarations";

const DATABASE = `database:
  postgresql:
    host: db.example.com
    name: NAME
    username: NAME
    password:
      fromVariable: {}
storage:
  s3Compatible:
    endpoint: https://minio.example.com:9000
    bucket: NAME
    accessKeyId: NAME
    secretAccessKey:
      fromVariable: {}
`;

const PULLING = "    imagePullSecrets: [registry]\n";

function environment(
  name: string,
  cluster: string,
  store: string,
  parts = "",
  app = "standalone:\n    sourceUrl: oci-image://registry.example.com/app:1.0.0",
): string {
  return `name: ${name}
namespace: mendix
cluster: ${cluster}
versions:
  operator: 2.25.1
  mendix: 10.24.14
store:
${store}
${parts}${DATABASE.replaceAll("NAME", name)}app:
  ${app}
`;
}

const AZURE_IDENTITY = `identity:
  azureWorkloadIdentity:
    resourceGroupName: mendix
    location: westeurope
    clientId: 00000000-0000-0000-0000-00000000000c
`;

const clustersOf = (issuer: string) => `prod:
  eks:
    context: current
    oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/${issuer.replace("https://", "")}
    region: eu-west-1
    account: "111122223333"
cloud:
  aks:
    context: current
    issuer: ${issuer}/
pool:
  gke:
    context: current
    project: acme-prod
    projectNumber: "123456789012"
`;

/** An environment of each store, on the three kinds of clusters. `issuer` is where the tokens of two of them come from. */
export function declarationsOf(issuer: string): Readonly<Record<string, string>> {
  return {
    "clusters.yaml": clustersOf(issuer),
    "orders.yaml": `${ORDERS.replace("  awsSecretsManager: {}", "  awsSecretsManager:\n    region: eu-west-1").replace("prefix: orders", "prefix: orders\n    region: eu-west-1")}${PULLING}`,
    "pay.yaml": environment(
      "pay",
      "prod",
      "  awsSecretsManager:\n    region: eu-west-1",
      "identity:\n  podIdentity: {}\n",
    ),
    "shop.yaml": environment("shop", "prod", "  vault:\n    address: http://vault.vault.svc:8200"),
    "plain.yaml": environment("plain", "prod", "  kubernetesSecret: {}"),
    "copy.yaml": environment(
      "copy",
      "prod",
      "  externalSecret:\n    secretStore: acme\n    store:\n      awsSecretsManager:\n        region: eu-west-1",
    ),
    "portal.yaml": environment(
      "portal",
      "prod",
      "  vault:\n    address: https://vault.example.com:8200",
      "",
      "connected:\n    automountServiceAccountToken: true",
    ),
    "azure.yaml": environment("azure", "cloud", AZURE_STORE, AZURE_IDENTITY).replace(/storage:[\s\S]*(?=^app:)/m, BLOB),
    "google.yaml": environment("google", "pool", "  googleSecretManager: {}", "identity:\n  gkeWorkloadIdentity: {}\n"),
  };
}

const AZURE_STORE = `  azureKeyVault:
    tenantId: 00000000-0000-0000-0000-000000000001
    resourceGroupName: mendix
    location: westeurope
    purgeProtection: false`;

/** Files by the pod's own token, so that its pods are labelled for the webhook. */
const BLOB = `storage:
  azureBlobIdentity:
    storageAccountId: /subscriptions/00000000-0000-0000-0000-000000000003/resourceGroups/mendix/providers/Microsoft.Storage/storageAccounts/acme
    container: azure
`;

const known = new Map<string, readonly ClusterNeeds[]>();

/** What a cluster of these declarations needs. */
export function needsOf(cluster: string, issuer = ISSUER): ClusterNeeds {
  const clusters = known.get(issuer) ?? readNeeds(issuer);
  known.set(issuer, clusters);
  const needs = clusters.find((one) => one.cluster.name === cluster);
  if (!needs) throw new Error(`no cluster ${cluster}`);
  return needs;
}

function readNeeds(issuer: string): readonly ClusterNeeds[] {
  const { environments, problems } = read(declarationsOf(issuer));
  if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  return byCluster(environments.map(expectedOf));
}

/** Issuer that the declared clusters have. */
export const ISSUER = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC";
