import { TerraformVariable } from "cdktf";
import { Cluster, describeEnvironment, FileStorage, SecretValue, type S3Props } from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, resourcesOf, synthesize } from "../support/synthesize";

function described(storage: FileStorage, changes: Parameters<typeof sample>[0] = {}) {
  const { entries, grants, problems, claims, gates } = describeEnvironment(sample({ storage, ...changes }));
  const [settings] = entries;
  const values = settings?.content.kind === "settings" ? settings.content.values : {};
  const storageKeys = Object.entries(values).filter(([key]) => /^(storage-|mx-runtime)/.test(key));
  return {
    problems: problems.map(({ code, prop }) => `${code} ${prop}`),
    settings: Object.fromEntries(storageKeys),
    grants: grants.filter((grant) => grant instanceof AwsGrant && /file-storage|encryption/.test(grant.purpose)),
    claims: claims.filter(({ kind }) => /S3|bucket/.test(kind)),
    gates: gates.map(({ gate }) => gate),
  };
}

const s3 = (changes: Partial<S3Props> = {}) => FileStorage.s3({ bucket: "acme-files", ...changes });

describe("FileStorage.s3", () => {
  it("scopes the identity to the environment's own directory", () => {
    expect(described(s3())).toEqual({
      problems: [],
      settings: {
        "storage-service-name": "com.mendix.storage.s3",
        "storage-endpoint": "https://acme-files.s3.eu-west-1.amazonaws.com",
        "storage-bucket-name": "prod-mendix-orders",
      },
      grants: [
        {
          cloud: "aws",
          purpose: "file-storage",
          sid: "Files",
          summary: "read and write s3://acme-files/prod-mendix-orders/*",
          actions: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
          ],
          resources: ["arn:aws:s3:::acme-files/prod-mendix-orders/*"],
        },
      ],
      claims: [
        { kind: "S3 prefix", scope: "acme-files", name: "prod-mendix-orders", prop: "storage.prefix", nested: true },
      ],
      gates: ["s3-without-keys", "csi-secret-store"],
    });
  });

  it("takes every option", () => {
    const kmsKeyArn = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1111-2222`;
    const all = described(
      s3({
        region: "eu-central-1",
        prefix: "apps/orders",
        endpoint: "https://acme-files.s3.eu-central-1.amazonaws.com",
        listBucket: true,
        kmsKeyArn,
        performDelete: false,
        useCaCertificates: true,
      }),
    );
    expect(all.settings).toEqual({
      "storage-service-name": "com.mendix.storage.s3",
      "storage-endpoint": "https://acme-files.s3.eu-central-1.amazonaws.com",
      "storage-bucket-name": "apps/orders",
      "storage-perform-delete": "false",
      "storage-use-ca-certificates": "true",
    });
    expect(all.grants).toEqual([
      {
        cloud: "aws",
        purpose: "file-storage",
        sid: "Files",
        summary: "read and write, not delete, s3://acme-files/apps/orders/*",
        actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
        resources: ["arn:aws:s3:::acme-files/apps/orders/*"],
      },
      {
        cloud: "aws",
        purpose: "file-storage",
        sid: "List",
        summary: "list s3://acme-files/apps/orders/*",
        actions: ["s3:ListBucket"],
        resources: ["arn:aws:s3:::acme-files"],
        condition: { StringLike: { "s3:prefix": ["apps/orders/", "apps/orders/*"] } },
      },
      {
        cloud: "aws",
        purpose: "encryption",
        sid: "EncryptFiles",
        summary: "encrypt the files through S3",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        resources: [kmsKeyArn],
        condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
      },
    ]);
    expect(all.problems).toEqual([]);
    expect(all.gates).toContain("no-delete");
  });

  it("grants nothing where static keys are given", () => {
    const keys = { accessKeyId: "AKIA", secretAccessKey: SecretValue.fromVariable() };
    const { grants, settings, gates, problems } = described(s3(keys));
    expect({ grants, gates, problems }).toEqual({ grants: [], gates: ["csi-secret-store"], problems: [] });
    expect(settings["storage-access-key-id"]).toBe("AKIA");
  });

  it.each([
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
  ])("writes ARN and endpoint of the partition of %s", (region, partition, suffix) => {
    const { settings, grants } = described(s3({ region, prefix: "p" }));
    expect(settings["storage-endpoint"]).toBe(`https://acme-files.s3.${region}.${suffix}`);
    expect(grants).toMatchObject([{ resources: [`arn:${partition}:s3:::acme-files/p/*`] }]);
  });

  it.each([
    "https://acme-files.s3.eu-central-1.amazonaws.com",
    "acme-files.s3.eu-central-1.amazonaws.com",
    "https://acme-files.s3-fips.eu-central-1.amazonaws.com",
    "https://acme-files.s3.dualstack.eu-central-1.amazonaws.com",
    "https://acme-files.s3-fips.dualstack.eu-central-1.amazonaws.com/",
  ])("reads the region from the endpoint %s", (endpoint) => {
    const { grants, problems } = described(s3({ endpoint, kmsKeyArn: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1` }));
    expect(problems).toEqual([]);
    expect(grants).toMatchObject([
      {},
      { condition: { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } } },
    ]);
  });

  it("does not take the accelerated endpoint for a region", () => {
    expect(described(s3({ endpoint: "https://acme-files.s3-accelerate.amazonaws.com" })).problems).toEqual([]);
  });

  it("takes a bucket that another resource makes", () => {
    const bucket = new TerraformVariable(newStack(), "bucket", {}).stringValue;
    const policies = resourcesOf(
      synthesize(sample({ storage: s3({ bucket, prefix: "orders" }) })),
      "aws_iam_role_policy",
    );
    expect(JSON.parse(String(policies[0]?.["policy"]))).toMatchObject({
      Statement: [{ Resource: ["arn:aws:s3:::${var.bucket}/orders/*"] }],
    });
  });
});

describe("the S3 region, which newer runtimes need and older Operators do not find", () => {
  const REGION = { "mx-runtime-com.mendix.storage.s3.Region": "eu-west-1" };

  it.each([
    ["2.24.2", "10.24.13", false],
    ["2.24.2", "10.24.14", true],
    ["2.24.2", "9.24.41", true],
    ["2.24.2", "11.5.0", false],
    ["2.24.2", "11.6.0", true],
    ["2.25.0", "10.24.14", false],
    ["2.25.1", "11.6.0", false],
  ])("Operator %s, Mendix %s: set by the environment: %s", (operator, mendix, isSet) => {
    const { settings } = described(s3(), { versions: { operator, mendix } });
    expect(settings["mx-runtime-com.mendix.storage.s3.Region"]).toBe(isSet ? "eu-west-1" : undefined);
  });

  it("is set for a newer Operator too where the endpoint does not name it", () => {
    const { settings } = described(s3({ endpoint: "https://acme-files.s3.amazonaws.com" }));
    expect(settings).toMatchObject(REGION);
  });

  it("is us-east-1 for stores that are not Amazon's, unless told", () => {
    const minio = FileStorage.s3Compatible({
      endpoint: "https://minio.example.com:9000",
      bucket: "orders",
      accessKeyId: "key",
      secretAccessKey: SecretValue.fromVariable(),
    });
    expect(described(minio).settings["mx-runtime-com.mendix.storage.s3.Region"]).toBe("us-east-1");
  });
});

describe("FileStorage.s3Compatible", () => {
  it("takes static keys and needs no cloud", () => {
    const storage = FileStorage.s3Compatible({
      endpoint: "https://ceph.example.com/shared",
      bucket: "orders",
      accessKeyId: SecretValue.fromVariable(),
      secretAccessKey: SecretValue.fromVariable(),
      region: "default",
    });
    expect(described(storage)).toEqual({
      problems: [],
      settings: {
        "storage-service-name": "com.mendix.storage.s3",
        "storage-endpoint": "https://ceph.example.com/shared",
        "storage-bucket-name": "orders",
        "mx-runtime-com.mendix.storage.s3.Region": "default",
      },
      grants: [],
      claims: [
        {
          kind: "bucket",
          scope: "https://ceph.example.com/shared",
          name: "orders",
          prop: "storage.bucket",
          nested: true,
        },
      ],
      gates: ["csi-secret-store", "app-settings"],
    });
  });
});

describe("a storage without a known region", () => {
  it("is refused, and says which prop to write", () => {
    const cluster = Cluster.other({
      name: "k3s",
      oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/k3s.example.com`,
    });
    expect(described(s3(), { cluster }).problems).toContain("MX-S3-REGION storage.region");
  });
});
