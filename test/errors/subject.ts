import { TerraformVariable } from "cdktf";
import { Cluster } from "../../lib";
import { wrong, type ErrorRow } from "../support/error-rows";
import { ACCOUNT, eks } from "../support/samples";
import { newStack } from "../support/synthesize";

const token = new TerraformVariable(newStack(), "v", {}).stringValue;
const { oidcProviderArn = "" } = eks;
const versions = { operator: "2.25.1", mendix: "10.24.14" };

/** Who the pod is: name, namespace, cluster, versions. */
export const ROWS: readonly ErrorRow[] = [
  wrong("MX-NAME", "name", { name: "Orders" }, '"Orders"', 'Write name: "orders-prod"'),
  wrong("MX-NAME", "name", { name: "x".repeat(36) }, "1 to 35 characters", "Write name"),
  wrong("MX-NAME", "name", { name: "orders-" }, '"orders-"', "Write name"),
  wrong("MX-NAME", "name", { name: undefined }, "Nothing", "Write name"),
  wrong("MX-NAME", "namespace", { namespace: "a.b" }, '"a.b"', 'Write namespace: "mendix"'),
  wrong("MX-NAME", "namespace", { namespace: "default" }, '"default"', "Write the namespace that the Operator manages"),
  wrong("MX-NAME-RESERVED", "name", { name: "mendix-operator" }, '"mendix-operator"', '"orders-prod"'),
  wrong("MX-NAME-RESERVED", "name", { name: "openshift-app" }, '"openshift-app"', "Write another name"),
  wrong("MX-TOKEN", "name", { name: token }, "A Terraform token", 'Write name: "orders-prod"'),
  wrong("MX-TOKEN", "namespace", { namespace: token }, "A Terraform token", "Write namespace"),
  wrong(
    "MX-TOKEN",
    "versions.operator",
    { versions: { ...versions, operator: token } },
    "A Terraform token",
    '"2.25.1"',
  ),
  wrong(
    "MX-TOKEN",
    "cluster.name",
    { cluster: Cluster.eks({ name: token, oidcProviderArn }) },
    "A Terraform token",
    'Write name: "prod"',
  ),
  wrong(
    "MX-TOKEN",
    "cluster.oidcProviderArn",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn: token, account: ACCOUNT, region: "eu-west-1" }) },
    "A Terraform token",
    '"arn:aws:iam::',
  ),
  wrong(
    "MX-TOKEN",
    "cluster.account",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn, account: token }) },
    "A Terraform token",
    "Write account",
  ),
  wrong(
    "MX-TOKEN",
    "cluster.region",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn, region: token }) },
    "A Terraform token",
    "Write region",
  ),
  wrong(
    "MX-VERSION",
    "versions.operator",
    { versions: { ...versions, operator: "latest" } },
    '"latest"',
    'Write "2.25.1"',
  ),
  wrong("MX-VERSION", "versions.mendix", { versions: { operator: "2.25.1" } }, "nothing", 'Write "10.24.14"'),
  wrong(
    "MX-CLUSTER-NAME",
    "cluster.name",
    { cluster: Cluster.eks({ name: "a/b", oidcProviderArn }) },
    '"a/b"',
    'Write name: "prod"',
  ),
  wrong(
    "MX-CLUSTER-PROVIDER",
    "cluster.oidcProviderArn",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn: "oidc.eks", account: ACCOUNT, region: "eu-west-1" }) },
    '"oidc.eks"',
    "arn:aws:iam::",
  ),
  wrong(
    "MX-CLUSTER-PROVIDER",
    "cluster.oidcProviderArn",
    { cluster: Cluster.other({ name: "k3s", issuer: "https://a.example.com", oidcProviderArn }) },
    '"https://a.example.com"',
    "oidc-provider/a.example.com",
  ),
  wrong(
    "MX-CLUSTER-ACCOUNT",
    "cluster.account",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn, account: "444455556666" }) },
    '"444455556666"',
    `Write ${ACCOUNT}`,
  ),
  wrong(
    "MX-CLUSTER-ACCOUNT",
    "cluster.account",
    { cluster: Cluster.eks({ name: "prod", account: "12", region: "eu-west-1" }) },
    '"12"',
    'Write account: "111122223333"',
  ),
  wrong(
    "MX-CLUSTER-REGION",
    "cluster.region",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn, region: "eu-west-3" }) },
    '"eu-west-3"',
    "Write eu-west-1",
  ),
  wrong(
    "MX-CLUSTER-REGION",
    "cluster.region",
    { cluster: Cluster.eks({ name: "prod", oidcProviderArn, region: "Ireland" }) },
    '"Ireland"',
    'Write region: "eu-west-1"',
  ),
  wrong("MX-PROP", "cluster", { cluster: "prod" }, "cluster is missing", "Write cluster: Cluster.eks("),
  wrong("MX-PROP", "store", { store: {} }, "store is missing", "Write store: new AwsSecretsManager()"),
  wrong("MX-PROP", "versions", { versions: null }, "versions is missing", "Write versions"),
  wrong("MX-PROP", "app", { app: undefined }, "app is missing", "Write app: App.connected()"),
  wrong(
    "MX-PROP",
    "database",
    { database: "postgresql" },
    "The declaration of database",
    "Compare it with the documentation",
  ),
];
