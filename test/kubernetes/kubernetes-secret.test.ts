import { Database, describeEnvironment, FileStorage, KubernetesSecret, SecretValue } from "../../lib";
import { refusing } from "../support/placeholder";
import { omit } from "../support/omit";
import { clusterSample } from "../support/kubernetes-samples";
import { problemOf, problemsOf, resourcesOf, synthesize } from "../support/synthesize";

const sample = (changes: Parameters<typeof clusterSample>[0] = {}) =>
  clusterSample({ store: new KubernetesSecret(), constants: { "Shop.Title": "Welcome ${user}" }, ...changes });

const VALUES = [
  ["database-type", '"PostgreSQL"'],
  ["database-host", '"db.example.com:5432"'],
  ["database-name", '"orders"'],
  ["database-jdbc-url", '"jdbc:postgresql://db.example.com:5432/orders?sslmode=require"'],
  ["database-username", '"orders"'],
  ["storage-service-name", '"com.mendix.storage.s3"'],
  ["storage-endpoint", '"https://minio.example.com:9000"'],
  ["storage-bucket-name", '"orders"'],
  ["storage-access-key-id", '"orders"'],
  ["mx-runtime-com.mendix.storage.s3.Region", '"us-east-1"'],
  ["mx-const-Shop.Title", '"Welcome \\u0024{user}"'],
  ["database-password", "var.orders_database_password"],
  ["storage-secret-access-key", "var.orders_storage_secret_access_key"],
] as const;

describe("a Kubernetes Secret", () => {
  it("gets every value through the write-only argument, with a trigger that Terraform computes", () => {
    const [secret] = resourcesOf(synthesize(sample()), "kubernetes_secret_v1");
    expect(secret).toEqual({
      data_wo: `\${jsondecode(${refusing(
        ["orders_database_password", "orders_storage_secret_access_key"],
        '"{\\"a variable holds the placeholder, export the real values\\":\\"\\"}"',
        `jsonencode({${VALUES.map(([key, value]) => `"${key}" = ${value}`).join(", ")}})`,
      ).slice(2, -1)})}`,
      data_wo_revision: expect.stringMatching(/^\$\{parseint\(substr\(sha256\(jsonencode\(/) as string,
      metadata: {
        annotations: { "privatecloud.mendix.com/environment-secret": "true" },
        name: "orders",
        namespace: "mendix",
      },
      type: "Opaque",
    });
    const trigger = String(secret?.["data_wo_revision"]);
    expect(trigger).toContain('"database-password" = "1"');
    expect(trigger).toContain('"database-host" = "db.example.com:5432"');
    expect(trigger).not.toContain("var.");
  });

  it("needs the provider that can write it without a trace", () => {
    expect(synthesize(sample()).terraform).toMatchObject({
      required_providers: { kubernetes: { version: ">= 3.2.1, < 4.0.0" } },
    });
  });

  it("is mounted by the Operator in place of a SecretProviderClass", () => {
    const { objects, warnings } = describeEnvironment(sample());
    expect(objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "MendixApp"]);
    expect(warnings[0]).toContain("TF_LOG=DEBUG");
  });

  it("needs an older Operator where the CSI driver is installed", () => {
    const versions = { operator: "2.22.0", mendix: "10.24.14" };
    expect(problemsOf(sample({ versions }))).toContain("MX-GATE store");
    const store = new KubernetesSecret({ csiDriverInstalled: true });
    expect(problemsOf(sample({ versions, store }))).not.toContain("MX-GATE store");
  });

  it.each([
    ["MX-SECRET-GENERATED", SecretValue.generated()],
    ["MX-SECRET-EXTERNAL", SecretValue.external()],
  ])("refuses what a rewrite would lose: %s", (code, adminPassword) => {
    expect(problemOf(sample({ adminPassword }))).toMatchObject({ code, prop: "adminPassword" });
  });
});

describe("a Kubernetes Secret of somebody else's", () => {
  const existing = (changes: Parameters<typeof clusterSample>[0] = {}, keys?: readonly string[]) =>
    clusterSample({
      store: KubernetesSecret.fromExisting(keys ? { keys } : {}),
      database: Database.postgresql({
        host: "db.example.com",
        name: "orders",
        username: "orders",
        password: SecretValue.external(),
      }),
      storage: FileStorage.s3Compatible({
        endpoint: "https://minio.example.com:9000",
        bucket: "orders",
        accessKeyId: SecretValue.external(),
        secretAccessKey: SecretValue.external(),
      }),
      ...changes,
    });

  it("is mounted and never written", () => {
    const synthesized = synthesize(existing());
    expect(resourcesOf(synthesized, "kubernetes_secret_v1")).toEqual([]);
    expect(synthesized.variable).toBeUndefined();
    expect(describeEnvironment(existing()).objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "MendixApp"]);
  });

  it("may hold everything, and nothing is declared", () => {
    const keys = ["type", "jdbc-url", "host", "name", "username", "password"].map((name) => `database-${name}`);
    const files = ["service-name", "endpoint", "bucket-name", "access-key-id", "secret-access-key"];
    const storage = files.map((name) => `storage-${name}`);
    const props = omit(existing({}, [...keys, ...storage]), "database", "storage");
    expect(problemsOf(props)).toEqual([]);
    expect(describeEnvironment(props).entries).toEqual([
      { id: "secret", name: "orders", content: { kind: "existing", keys: [...keys, ...storage] } },
    ]);
  });

  it("is described to its owner: where, with which annotation, and every value that is no secret", () => {
    const { steps } = describeEnvironment(existing({}, ["mx-admin-password"]));
    expect(steps.slice(0, 2).map(({ as }) => as)).toEqual(Array(2).fill("as the owner of the Secret orders"));
    expect(steps[0]?.does).toMatch(
      /^Make it in the namespace mendix, with the annotation privatecloud.mendix.com\/environment-secret: "true", and hold .*, database-password, .*, mx-admin-password in it\.$/,
    );
    expect(steps[1]?.does).toContain("database-host=db.example.com:5432, database-name=orders");
    expect(steps[1]?.does).not.toContain("database-password");
  });

  it("needs the Operator that reads a Secret", () => {
    const versions = { operator: "2.21.0", mendix: "10.24.14" };
    expect(problemsOf(existing({ versions }))).toContain("MX-GATE store");
  });

  it.each([
    ["a variable", SecretValue.fromVariable()],
    ["a value of another entry", SecretValue.external({ entry: "mail" })],
  ])("refuses %s, which nobody would write into it", (_, adminPassword) => {
    expect(problemOf(existing({ adminPassword }))).toMatchObject({
      code: "MX-SECRET-EXISTING",
      prop: "adminPassword",
      fix: expect.stringContaining("SecretValue.external()") as string,
    });
  });

  it("refuses keys that the Operator does not read", () => {
    expect(problemOf(existing({}, ["database-pasword"]))).toMatchObject({ code: "MX-KEY-UNKNOWN", prop: "store.keys" });
  });
});
