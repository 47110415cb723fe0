import { describeEnvironment, KubernetesSecret, SecretValue } from "../../lib";
import { clusterSample } from "../support/kubernetes-samples";
import { problemOf, problemsOf, resourcesOf, synthesize } from "../support/synthesize";

const sample = (changes: Parameters<typeof clusterSample>[0] = {}) =>
  clusterSample({ store: new KubernetesSecret(), constants: { "Shop.Title": "Welcome ${user}" }, ...changes });

describe("a Kubernetes Secret", () => {
  it("gets every value through the write-only argument, with a trigger that Terraform computes", () => {
    const [secret] = resourcesOf(synthesize(sample()), "kubernetes_secret_v1");
    expect(secret).toEqual({
      data_wo: {
        "database-host": "db.example.com:5432",
        "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
        "database-name": "orders",
        "database-password": "${var.orders_database_password}",
        "database-type": "PostgreSQL",
        "database-username": "orders",
        "mx-const-Shop.Title": "Welcome $${user}",
        "storage-access-key-id": "orders",
        "storage-bucket-name": "orders",
        "storage-endpoint": "https://minio.example.com:9000",
        "storage-secret-access-key": "${var.orders_storage_secret_access_key}",
        "storage-service-name": "com.mendix.storage.s3",
        "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
      },
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
