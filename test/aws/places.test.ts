import { AwsSecretsManager, Cluster, Database, describeEnvironment, FileStorage, RdsIam } from "../../lib";
import { sample } from "../support/samples";
import { problemsOf } from "../support/synthesize";

const CENTRAL = "444455556666";
const storage = (props: Partial<Parameters<typeof FileStorage.s3>[0]>) =>
  sample({ storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders", ...props }) });

describe("a bucket's region", () => {
  it.each([
    "https://acme-files.bucket.vpce-0a1b-c2d3.s3.eu-west-1.vpce.amazonaws.com",
    "https://acme-files.s3.dualstack.eu-west-1.amazonaws.com",
  ])("is read from %s, and compared", (endpoint) => {
    expect(problemsOf(storage({ endpoint }))).toEqual([]);
    expect(problemsOf(storage({ endpoint, region: "eu-central-1" }))).toEqual(["MX-S3-REGION storage.region"]);
  });

  it("is that of its key, whose owner in another account has a step", () => {
    const key = (region: string) => `arn:aws:kms:${region}:${CENTRAL}:key/1`;
    expect(problemsOf(storage({ kmsKeyArn: key("us-east-1") }))).toEqual(["MX-AWS-KMS storage.kmsKeyArn"]);
    const { steps, problems } = describeEnvironment(storage({ kmsKeyArn: key("eu-west-1") }));
    expect(problems).toEqual([]);
    const [step] = steps.filter(({ as }) => as === "as the owner of the key");
    expect(JSON.parse(step?.does.replace(/^[^{]*/, "") ?? "")).toMatchObject({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });
});

describe("a bucket's name", () => {
  it.each(["abc", "acme-files", "a--b", "x".repeat(63)])("may be %s", (bucket) => {
    expect(problemsOf(storage({ bucket }))).toEqual([]);
  });

  it.each([
    "ab",
    "x".repeat(64),
    "a..b",
    "a.b.c",
    "192.168.5.4",
    "-ab",
    "ab-",
    ".ab",
    "Acme",
    "a_b",
    "xn--acme",
    "sthree-acme",
    "acme-s3alias",
    "acme--ol-s3",
  ])("is not %s", (bucket) => {
    expect(new Set(problemsOf(storage({ bucket })))).toEqual(new Set(["MX-S3-BUCKET storage.bucket"]));
  });
});

describe("an EKS cluster", () => {
  const cluster = (partition: string, host: string) =>
    Cluster.eks({ name: "prod", oidcProviderArn: `arn:${partition}:iam::111122223333:oidc-provider/${host}/id/ABC` });

  it.each([
    ["aws", "oidc.eks.eu-west-1.amazonaws.com", "eu-west-1"],
    ["aws-cn", "oidc.eks.cn-north-1.amazonaws.com.cn", "cn-north-1"],
    ["aws-eusc", "oidc.eks.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"],
    ["aws", "oidc-eks.eu-west-1.api.aws", "eu-west-1"],
  ])("of %s at %s is in %s", (partition, host, region) => {
    expect(cluster(partition, host).region).toBe(region);
  });

  it("of the European Sovereign Cloud has its hosts", () => {
    const eusc = cluster("aws-eusc", "oidc.eks.eusc-de-east-1.amazonaws.eu");
    const database = Database.postgresql({
      host: "orders.abc.eusc-de-east-1.rds.amazonaws.eu:5432",
      name: "orders",
      username: "orders",
      authentication: new RdsIam({ resourceId: "db-ABC123" }),
    });
    const { problems, grants } = describeEnvironment(sample({ cluster: eusc, database }));
    expect(problems).toEqual([]);
    expect(JSON.stringify(grants)).toContain("arn:aws-eusc:rds-db:eusc-de-east-1:111122223333:dbuser:db-ABC123/orders");
  });

  it("with the OIDC provider of the dual-stack host is warned of the issuer that tokens carry", () => {
    const { warnings, problems } = describeEnvironment(
      sample({ cluster: cluster("aws", "oidc-eks.eu-west-1.api.aws") }),
    );
    expect(problems).toEqual([]);
    expect(warnings.join()).toContain("if that is https://oidc.eks.eu-west-1.amazonaws.com/id/ABC");
    expect(describeEnvironment(sample()).warnings).toEqual([]);
  });
});

describe("an account of another partition", () => {
  it("is refused: no identity acts in two partitions", () => {
    const store = new AwsSecretsManager({ region: "cn-north-1" });
    expect(problemsOf(sample({ store }))).toContain("MX-AWS-PARTITION store.region");
  });
});

describe("an environment of the European Sovereign Cloud", () => {
  it("has its partition and its hosts in every ARN, condition and class", () => {
    const oidcProviderArn = `arn:aws-eusc:iam::111122223333:oidc-provider/oidc.eks.eusc-de-east-1.amazonaws.eu/id/ABC`;
    const kmsKeyArn = "arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/1";
    const { problems, grants, mount, resources } = describeEnvironment(
      sample({
        cluster: Cluster.eks({ name: "prod", oidcProviderArn }),
        store: new AwsSecretsManager({ kmsKeyArn }),
        storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders" }),
      }),
    );
    expect(problems).toEqual([]);
    expect(mount).toMatchObject({ parameters: { region: "eusc-de-east-1" } });
    const written = JSON.stringify([grants, resources]);
    expect(written).toContain("secretsmanager.eusc-de-east-1.amazonaws.eu");
    expect(written).toContain("https://acme-files.s3.eusc-de-east-1.amazonaws.eu");
    // The token's audience and the ServiceAccount's annotation are the same in every partition.
    expect(written).not.toMatch(/arn:aws:|(?<!\b(?:sts|eks))\.amazonaws\.com/);
  });
});
