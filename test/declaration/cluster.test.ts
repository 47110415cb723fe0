import * as fs from "node:fs";
import { explain } from "../../lib";
import { restartPhrase } from "../../lib/explain/phrases";
import { changed, CLUSTERS, ORDERS, read } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const CLUSTER = `cluster: prod
providers:
  - aws: {}
  - vault: { address: "https://vault.example.com:8200" }
driver:
  helm: { rotationInterval: 1m }
namespaces: [mendix]
createOidcProvider: true
vaultAuth: { mount: kubernetes-prod }
vaultKvMount: { mount: apps }
terraform:
  providers: { vault: { address: "https://vault.example.com:8200" } }
`;

const files = (cluster: string, others: Readonly<Record<string, string>> = {}) =>
  read({ "prod.cluster.yaml": cluster, ...others });
const problemsOf = (cluster: string, others: Readonly<Record<string, string>> = {}) =>
  files(cluster, others).problems.map(({ code, location = "" }) => `${code} ${location.replace("environments/", "")}`);

describe("a file *.cluster.yaml", () => {
  test("declares what a cluster has once, in a stack of its own", () => {
    const { environments, problems } = files(CLUSTER);
    expect(problems).toEqual([]);
    const [{ kind, stack, blueprint } = { kind: "app", stack: undefined, blueprint: undefined }] = environments;
    expect([kind, stack?.name]).toEqual(["cluster", "cluster-prod"]);
    expect(blueprint?.resources.map(({ type, path }) => `${type} ${path}`)).toEqual([
      "kubernetes_namespace_v1 namespace-mendix",
      "aws_iam_openid_connect_provider oidc-provider",
      "helm_release secrets-store-csi-driver",
      "helm_release secrets-store-csi-driver-provider-aws",
      "helm_release vault",
      "vault_auth_backend vault-auth/mount",
      "vault_kubernetes_auth_backend_config vault-auth/configuration",
      "vault_mount vault-kv/mount",
    ]);
    expect(stack?.providers).toMatchObject({
      aws: { region: "eu-west-1", allowed_account_ids: ["111122223333"] },
      helm: { kubernetes: { config_path: "~/.kube/config" } },
      kubernetes: { config_path: "~/.kube/config" },
      vault: { address: "https://vault.example.com:8200" },
    });
  });

  test("reaches the cluster by Helm as it does by objects, credentials of a command too", () => {
    const clusters = `prod:
  eks:
    server: https://ID.gr7.eu-west-1.eks.amazonaws.com
    exec: { command: aws, args: [eks, get-token] }
    account: "111122223333"
    region: eu-west-1
`;
    const { environments } = files("cluster: prod\nproviders: [{ aws: {} }]\n", { "clusters.yaml": clusters });
    expect(environments[0]?.stack.providers["helm"]).toEqual({
      kubernetes: {
        host: "https://ID.gr7.eu-west-1.eks.amazonaws.com",
        exec: {
          api_version: "client.authentication.k8s.io/v1beta1",
          command: "aws",
          args: ["eks", "get-token"],
        },
      },
    });
  });

  test("is refused where nothing says how the cluster is reached", () => {
    const clusters = CLUSTERS.replace("    context: current\n", "");
    expect(problemsOf("cluster: prod\nproviders: [{ aws: {} }]\n", { "clusters.yaml": clusters })).toEqual([
      expect.stringMatching(/^MX-CLUSTER-ACCESS clusters.yaml/),
    ]);
  });

  test.each([
    ["a slip in a prop", "namespaces", "namespace", "MX-PROP-UNKNOWN prod.cluster.yaml:7:1"],
    ["a value of a part", "kubernetes-prod", "auth/kubernetes", "MX-VAULT-MOUNT prod.cluster.yaml:9:21"],
    ["a duration", "1m", "1 minute", "MX-KUBERNETES-VALUE prod.cluster.yaml:6:29"],
    ["a provider that is declared twice", "aws: {}", "vault: {}", "MX-CSI-PROVIDER prod.cluster.yaml:4:5"],
  ])("is told of %s at its line", (_, from, to, problem) => {
    expect(problemsOf(CLUSTER.replace(from, to))).toEqual([problem]);
  });

  test("is declared once for a cluster", () => {
    const found = problemsOf(CLUSTER, { "twice.cluster.yaml": CLUSTER });
    expect([...new Set(found.map((problem) => problem.split(" ")[0]))]).toEqual(["MX-COLLISION"]);
  });

  test("holds no secret: the reviewer's token comes by a variable", () => {
    const login = (token: string) =>
      CLUSTER.replace(
        "{ mount: kubernetes-prod }",
        `{ login: reviewer-token, kubernetesHost: "https://api.example.com", kubernetesCaCert: "-----BEGIN CERTIFICATE-----\\nMII\\n-----END CERTIFICATE-----\\n", reviewerToken: ${token} }`,
      );
    const { environments, problems } = files(login("{ fromVariable: {} }"));
    expect(problems).toEqual([]);
    expect(environments[0]?.blueprint.variables.map(({ name }) => name)).toEqual(["cluster_prod_reviewer_token"]);
    expect(problemsOf(login("hunter2"))).toEqual([expect.stringMatching(/^MX-SECRET-PLAIN/)]);
  });
});

describe("environments on a cluster with a file of its own", () => {
  const VAULT = changed("awsSecretsManager: {}", "vault: { address: 'https://vault.example.com' }");
  const AWS_ONLY = "cluster: prod\nproviders: [{ aws: {} }]\n";

  test("are refused where the prerequisites leave their provider out", () => {
    expect(problemsOf(AWS_ONLY, { "orders.yaml": VAULT })).toEqual(["MX-CSI-PROVIDER orders.yaml:7:1"]);
    expect(problemsOf(CLUSTER, { "orders.yaml": VAULT })).toEqual([]);
  });

  test.each([
    ["is on", "helm: {}", /apply live by the CSI driver's rotation;/],
    ["is off", "helm: { rotation: false }", /^a new way to log in or another key restarts the app$/],
    ["is not known", "eksAddOn: {}", /apply live where the CSI driver's rotation is on;/],
  ])("are told what a new value does where rotation %s", (_, driver, phrase) => {
    const { environments } = files(`${AWS_ONLY}driver: { ${driver} }\n`, { "orders.yaml": ORDERS });
    const orders = environments.find(({ kind }) => kind === "app");
    expect(orders && restartPhrase(orders.blueprint)).toMatch(phrase);
  });
});

test("every command knows a cluster's file", async () => {
  const folder = folderOf({ "clusters.yaml": CLUSTERS, "prod.cluster.yaml": CLUSTER, "orders.yaml": ORDERS });
  expect((await cli(["validate", "-d", folder])).out).toMatch(/^1 environment and 1 cluster in .*, no problem\.\n$/);
  const explained = await cli(["explain", "cluster-prod", "-d", folder]);
  expect([explained.code, explained.err]).toEqual([0, ""]);
  expect(explained.out).toContain("3 Helm releases");
  expect((await cli(["synth", "-d", folder, "-o", `${folder}/out`])).code).toBe(0);
  const written = fs.readFileSync(`${folder}/out/stacks/cluster-prod/cdk.tf.json`, "utf8");
  expect(Object.keys((JSON.parse(written) as { resource: object }).resource)).toContain("helm_release");
  fs.rmSync(folder, { recursive: true });
});

test("a change of a cluster's file is told", async () => {
  const before = folderOf({ "clusters.yaml": CLUSTERS, "prod.cluster.yaml": CLUSTER });
  const after = folderOf({
    "clusters.yaml": CLUSTERS,
    "prod.cluster.yaml": CLUSTER.replace("[mendix]", "[mendix, x]"),
  });
  const told = await cli(["diff", before, after, "-d", after]);
  expect(told.out).toMatch(/cluster-prod\n {2}new .*namespace/);
  for (const folder of [before, after]) fs.rmSync(folder, { recursive: true });
});

test("an environment's page leaves the cluster's file out", () => {
  const { environments } = files(CLUSTER, { "orders.yaml": ORDERS });
  expect(environments.map(({ blueprint }) => explain(blueprint))).toHaveLength(2);
});
