import { runSimulation } from "@cloud-copilot/iam-simulate";
import { AwsSecretsManager, Database, describeEnvironment, FileStorage, RdsIam } from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { inlinePolicies } from "../../lib/clouds/aws/policy";
import { ACCOUNT, sample } from "../support/samples";

const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;

/** What AWS decides of a request by the pod's role. An evaluator by other people, with AWS's own list of actions. */
async function decision(action: string, resource: string, contextVariables: Record<string, string> = {}) {
  const { subject, grants } = describeEnvironment(
    sample({
      store: new AwsSecretsManager({ kmsKeyArn: KEY }),
      database: Database.postgresql({
        host: "db.abc.eu-west-1.rds.amazonaws.com",
        name: "orders",
        username: "app",
        authentication: new RdsIam({ resourceId: "db-ABC" }),
      }),
      storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders", listBucket: true }),
    }),
  );
  const aws = grants.filter((grant) => grant instanceof AwsGrant);
  const principal = `arn:aws:iam::${ACCOUNT}:role/prod-mendix-orders`;
  const keyPolicy = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
    ],
  };
  const simulated = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: ACCOUNT }, contextVariables },
      identityPolicies: inlinePolicies(subject, aws).map(({ name, document }) => ({ name, policy: document })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: action.startsWith("kms:") ? keyPolicy : undefined,
    },
    {},
  );
  if (simulated.resultType === "error") throw new Error(JSON.stringify(simulated.errors));
  return simulated.overallResult;
}

const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:${name}`;
const user = (name: string) => `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:${name}`;

describe("the pod's role", () => {
  it.each([
    ["secretsmanager:GetSecretValue", secret("prod/mendix/orders-AbCd12")],
    ["secretsmanager:DescribeSecret", secret("prod/mendix/orders-AbCd12")],
    ["s3:GetObject", "arn:aws:s3:::acme-files/orders/file"],
    ["s3:PutObject", "arn:aws:s3:::acme-files/orders/deep/er/file"],
    ["s3:DeleteObject", "arn:aws:s3:::acme-files/orders/file"],
    ["rds-db:connect", user("db-ABC/app")],
  ])("may %s on %s", async (action, resource) => {
    expect(await decision(action, resource)).toBe("Allowed");
  });

  it.each([
    ["secretsmanager:GetSecretValue", secret("prod/mendix/orders-2-AbCd12")],
    ["secretsmanager:GetSecretValue", secret("prod/mendix/orders/other-AbCd12")],
    ["secretsmanager:GetSecretValue", secret("prod/mendix/shop-AbCd12")],
    ["secretsmanager:GetSecretValue", secret("prod/mendix/orders-AbCd12").replace("eu-west-1", "us-east-1")],
    ["secretsmanager:PutSecretValue", secret("prod/mendix/orders-AbCd12")],
    ["secretsmanager:DeleteSecret", secret("prod/mendix/orders-AbCd12")],
    ["s3:GetObject", "arn:aws:s3:::acme-files/orders-2/file"],
    ["s3:GetObject", "arn:aws:s3:::acme-files/file"],
    ["s3:GetObject", "arn:aws:s3:::acme-files-2/orders/file"],
    ["s3:PutObjectAcl", "arn:aws:s3:::acme-files/orders/file"],
    ["rds-db:connect", user("db-ABC/postgres")],
    ["rds-db:connect", user("db-ABCD/app")],
  ])("may not %s on %s", async (action, resource) => {
    expect(await decision(action, resource)).toBe("ImplicitlyDenied");
  });

  it("lists its own directory only", async () => {
    const list = (prefix: string) => decision("s3:ListBucket", "arn:aws:s3:::acme-files", { "s3:prefix": prefix });
    expect(await Promise.all(["orders/", "orders/deep/", "orders", "orders-2/", ""].map(list))).toEqual([
      "Allowed",
      "Allowed",
      "ImplicitlyDenied",
      "ImplicitlyDenied",
      "ImplicitlyDenied",
    ]);
  });

  it("decrypts through Secrets Manager only", async () => {
    const decrypt = (service: string) =>
      decision("kms:Decrypt", KEY, { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });
    expect(await decrypt("secretsmanager")).toBe("Allowed");
    expect(await decrypt("s3")).toBe("ImplicitlyDenied");
    expect(await decision("kms:Decrypt", KEY)).toBe("ImplicitlyDenied");
  });
});
