import * as fs from "node:fs";
import * as path from "node:path";
import { PROBLEM_CODES, type ProblemCode } from "../../lib";
import { changed, CLUSTERS, ORDERS, problemsIn, read } from "../support/declarations";

const LONG = "x".repeat(2_000);

/** A file of the platform with some credentials. */
const platform = (credentials: string) => ({
  "pmp.platform.yaml": `name: pmp
namespace: platform
cluster: prod
versions: { operator: 2.25.1, mendix: 10.24.14 }
store: { awsSecretsManager: {} }
identity: { irsa: {} }
credentials:
${credentials}`,
});

/** Files that are wrong in one way, by the code of the problem: each is what a person may write by mistake. */
const BAD: Partial<Record<ProblemCode, string | Readonly<Record<string, string>>>> = {
  "MX-APP-REPLICAS": `${ORDERS}    replicas: -1\n`,
  "MX-APP-SOURCE": changed("oci-image://registry.example.com/orders:1.4.2", "registry.example.com/orders"),
  "MX-APP-URL": `${ORDERS}    appUrl: https://orders.example.com\n`,
  "MX-AWS-FAILOVER": changed("awsSecretsManager: {}", "awsSecretsManager: { failoverRegion: eu-north-1 }"),
  "MX-AWS-KMS": changed(
    "bucket: acme-files",
    'bucket: acme-files\n    kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:alias/a"',
  ),
  "MX-AWS-PARAMETER-NAME": changed("awsSecretsManager: {}", "awsParameterStore: { name: mendix/orders }"),
  "MX-AWS-PARAMETER-VALUE": `${ORDERS.replace("awsSecretsManager", "awsParameterStore")}constants:\n  A.B: "a {{b}} c"\n`,
  "MX-AWS-PARTITION": changed("awsSecretsManager: {}", "awsSecretsManager: { region: cn-north-1 }"),
  "MX-CLUSTER-ACCESS": { "clusters.yaml": CLUSTERS.replace("    context: current\n", ""), "orders.yaml": ORDERS },
  "MX-AWS-PLACE": {
    "clusters.yaml": "prod:\n  eks: { context: current }\n",
    "orders.yaml": ORDERS.replace("irsa", "podIdentity"),
  },
  "MX-AWS-POLICY-SIZE": `${ORDERS}constants:\n${Array.from({ length: 130 }, (_, n) => `  Module.Secret${n}: { fromVariable: {} }\n`).join("")}`,
  "MX-AWS-RECOVERY": changed("awsSecretsManager: {}", "awsSecretsManager: { recoveryWindowInDays: 5 }"),
  "MX-AWS-REGION": changed(
    "awsSecretsManager: {}",
    'awsSecretsManager: { region: eu-west-1, existing: [{ secret: "arn:aws:secretsmanager:eu-north-1:111122223333:secret:a", keys: [mx-const-A.B] }] }',
  ),
  "MX-AWS-RESOURCE-POLICY": changed("awsSecretsManager: {}", "awsSecretsManager: { resourcePolicy: Allow }"),
  "MX-AWS-ROLE": changed("irsa: {}", "irsa: { path: mendix }"),
  "MX-AWS-SECRET-NAME": changed("awsSecretsManager: {}", 'awsSecretsManager: { name: "a b" }'),
  "MX-AWS-TAG": changed("irsa: {}", 'irsa: { tags: { "aws:team": shop } }'),
  "MX-AWS-TRUST-SIZE": {
    "clusters.yaml": `${CLUSTERS}${Array.from({ length: 12 }, (_, n) => CLUSTERS.replace("prod", `c${n}`).replace("ABC", `A${n}`)).join("")}`,
    "orders.yaml": changed(
      "irsa: {}",
      `irsa: { alsoTrust: [${Array.from({ length: 12 }, (_, n) => `c${n}`).join(", ")}] }`,
    ),
  },
  "MX-CHOICE": changed("  irsa: {}", "  irsa: {}\n  podIdentity: {}"),
  "MX-CLUSTER-ACCOUNT": { "clusters.yaml": `${CLUSTERS}    account: "1234"\n`, "orders.yaml": ORDERS },
  "MX-CLUSTER-NAME": {
    "clusters.yaml": CLUSTERS.replace("prod", '"my prod"'),
    "orders.yaml": changed("prod", "my prod"),
  },
  "MX-CLUSTER-PROVIDER": { "clusters.yaml": CLUSTERS.replace("oidc-provider", "role"), "orders.yaml": ORDERS },
  "MX-CLUSTER-REGION": { "clusters.yaml": `${CLUSTERS}    region: eu-north-1\n`, "orders.yaml": ORDERS },
  "MX-CLUSTER-UNKNOWN": changed("cluster: prod", "cluster: prd"),
  "MX-COLLISION": {
    "a.yaml": ORDERS,
    "b.yaml": ORDERS.replace("name: orders", "name: shop").replace("    name: orders", "    name: shop"),
  },
  "MX-NAMED-AS": {
    "a.yaml": ORDERS,
    "b.yaml": `${ORDERS.replace("name: orders", "name: shop")}namedAs: { cluster: prod, namespace: mendix, name: orders }\n`,
  },
  "MX-CONSTANT-NAME": `${ORDERS}constants:\n  Title: a\n`,
  "MX-DATABASE-HOST": changed("db.example.com:5432", "https://db.example.com"),
  "MX-DATABASE-LOGIN": changed("    password:\n      fromVariable: {}\n", ""),
  "MX-DATABASE-NAME": changed("    name: orders", '    name: ""'),
  "MX-DATABASE-URL": changed("    username: orders", "    username: orders\n    jdbcUrl: postgresql://db"),
  "MX-GATE": changed("2.25.1", "2.8.0"),
  "MX-IDENTITY": changed("identity:\n  irsa: {}\n", ""),
  "MX-IRSA-PROVIDER": {
    "clusters.yaml": 'prod:\n  eks: { context: current, account: "111122223333", region: eu-west-1 }\n',
    "orders.yaml": ORDERS,
  },
  "MX-KEY-MISSING": changed("storage:\n  s3:\n    bucket: acme-files\n    prefix: orders\n", ""),
  "MX-KEY-TWICE": changed(
    "awsSecretsManager: {}",
    "awsSecretsManager: { existing: [{ secret: a, keys: [database-host] }] }",
  ),
  "MX-KEY-UNKNOWN": changed(
    "awsSecretsManager: {}",
    "awsSecretsManager: { existing: [{ secret: a, keys: [database-hst] }] }",
  ),
  "MX-MANIFEST-DIRECTORY": `${ORDERS}delivery:\n  manifests: { directory: /tmp }\n`,
  "MX-NAME": changed("name: orders\n", "name: Orders\n"),
  "MX-NAME-RESERVED": changed("name: orders\n", "name: mendix-operator\n"),
  "MX-PLATFORM-CREDENTIAL": platform("  VCS.GithubOrgOwnrPAT: { fromVariable: {} }\n"),
  "MX-PLATFORM-DOCUMENT": platform("  Email.SMTPPassword: { external: {} }\n"),
  "MX-PLATFORM-STORE": {
    "pmp.platform.yaml": platform("  Email.SMTPPassword: { fromVariable: {} }\n")["pmp.platform.yaml"].replace(
      "awsSecretsManager",
      "kubernetesSecret",
    ),
  },
  "MX-POD-IDENTITY": changed("irsa", "podIdentity"),
  "MX-PROP": changed("    bucket: acme-files\n", ""),
  "MX-PROP-UNKNOWN": changed("bucket:", "bucket: acme-files\n    bukket:"),
  "MX-RDS-IAM": changed(
    "password:\n      fromVariable: {}",
    "authentication:\n      rdsIam: { resourceId: orders, region: eu-west-1 }",
  ),
  "MX-S3-BUCKET": changed("acme-files", "Acme_Files"),
  "MX-S3-ENDPOINT": changed(
    "bucket: acme-files",
    "bucket: acme-files\n    endpoint: https://s3.eu-west-1.amazonaws.com",
  ),
  "MX-S3-KEYS": changed("bucket: acme-files", "bucket: acme-files\n    accessKeyId: AKIA"),
  "MX-S3-PREFIX": changed("prefix: orders", "prefix: /orders"),
  "MX-S3-REGION": changed("bucket: acme-files", "bucket: acme-files\n    region: europe"),
  "MX-SECRET-GENERATED": changed("fromVariable", "generated"),
  "MX-SECRET-LENGTH": `${ORDERS}adminPassword:\n  generated: { length: 4 }\n`,
  "MX-SECRET-PLAIN": changed("      fromVariable: {}", "      hunter2"),
  "MX-SECRET-REVISION": changed("fromVariable: {}", "fromVariable: { revision: 0 }"),
  "MX-SETTING-MANAGED": `${ORDERS}runtimeSettings:\n  DatabaseHost: a\n`,
  "MX-SETTING-NAME": `${ORDERS}runtimeSettings:\n  "a b": a\n`,
  "MX-TOKEN": changed("name: orders\n", "name: ${TfToken[TOKEN.1]}\n"),
  "MX-VALUE-FORM": `${ORDERS}constants:\n  Shop.Title: "\\0"\n`,
  "MX-VARIABLE-NAME": changed("fromVariable: {}", "fromVariable: { name: DB-PASSWORD }"),
  "MX-VAULT-DATABASE": changed(
    "    username: orders\n    password:\n      fromVariable: {}",
    "    authentication:\n      vaultStaticRole: { name: orders, username: orders }",
  ),
  "MX-VERSION": changed("2.25.1", "latest"),
  "MX-YAML-ALIAS": changed("mendix\n", "&ns mendix\n"),
  "MX-YAML-DOCUMENTS": `${ORDERS}---\n${ORDERS}`,
  "MX-YAML-DUPLICATE": `${ORDERS}name: other\n`,
  "MX-YAML-FILE": "# a draft\n",
  "MX-YAML-KEY": `${ORDERS}constants:\n  1: a\n`,
  "MX-YAML-PLAIN": changed("2.25.1", "2.10"),
  "MX-YAML-SYNTAX": changed("name: orders\n", `name: "${LONG}\n`),
  "MX-YAML-TAB": changed("  operator", "\toperator"),
  "MX-YAML-TAG": changed("name: orders\n", "name: !env ORDERS\n"),
};

/** Codes that no file can reach, with the test that reaches them. */
const NOT_IN_FILES: readonly ProblemCode[] = [
  "MX-CONSTRUCT-ID",
  "MX-HCL-OUTPUT",
  "MX-MANIFEST-UNKNOWN",
  "MX-PROVIDER-VERSION",
  "MX-SECRET-STACK",
  "MX-VAULT-LOGIN",
];

describe("a bad file", () => {
  test.each(Object.entries(BAD))("reaches %s", (code, files) => {
    const { problems } = read(typeof files === "string" ? { "orders.yaml": files } : files);
    const found = problems.filter((problem) => problem.code === code);
    expect(found.length).toBeGreaterThan(0);
    for (const problem of found) {
      expect(problem.location).toMatch(/^environments\/[a-z.]+\.yaml:\d+:\d+$/);
      expect(problem.excerpt).toMatch(/^ +\d+ \| .*\n +\^$/);
      expect(problem.fix).not.toMatch(
        /\bnew [A-Z]|\b(SecretValue|Database|FileStorage|App|Delivery|StoreLayout|DatabaseTls)\.\w/,
      );
      expect(problem.message.length).toBeLessThan(400);
    }
    expect({ message: found[0]?.message, fix: found[0]?.fix }).toMatchSnapshot();
  });

  test.each([
    ["environmentVariables", "{ DB_PASSWORD: hunter2 }"],
    ["rawSpec", "{ a: { password: hunter2 } }"],
    ["customConfiguration", "{ com.mendix.Password: hunter2 }"],
  ])("does not repeat a secret that stands in %s", (prop, value) => {
    const problems = problemsIn(`${ORDERS}    ${prop}: ${value}\n`);
    expect(problems.map(({ code }) => code)).toEqual(["MX-SECRET-PLAIN"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  test("or another test reaches every code that there is", () => {
    const tests = fs
      .readdirSync(path.join(__dirname, ".."), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts") && !name.endsWith("codes.test.ts"))
      .map((name) => fs.readFileSync(path.join(__dirname, "..", name), "utf8"))
      .join("\n");
    const reached = (code: string) =>
      code in BAD || NOT_IN_FILES.includes(code as ProblemCode) || new RegExp(`${code}(?![A-Z-])`).test(tests);
    expect(Object.keys(PROBLEM_CODES).filter((code) => !reached(code))).toEqual([]);
  });
});
