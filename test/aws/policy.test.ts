import {
  AwsSecretsManager,
  describeEnvironment,
  FileStorage,
  RdsIam,
  Database,
  SecretValue,
  StoreLayout,
} from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

const key = (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/1`;

/** The inline policies by purpose, as AWS gets them. */
function policiesOf(changes: Parameters<typeof sample>[0] = {}) {
  const policies = resourcesOf(synthesize(sample(changes)), "aws_iam_role_policy");
  return Object.fromEntries(
    policies.map(({ name, policy }) => [
      String(name).replace("prod-mendix-orders-", ""),
      (JSON.parse(String(policy)) as { Statement: unknown }).Statement,
    ]),
  );
}

describe("the role's policies", () => {
  it("are one for each purpose, and name exact resources", () => {
    expect(
      policiesOf({
        store: new AwsSecretsManager({ kmsKeyArn: key("eu-west-1") }),
        database: Database.postgresql({
          host: "db.abc.eu-west-1.rds.amazonaws.com",
          name: "orders",
          username: "app",
          authentication: new RdsIam({ resourceId: "db-ABC" }),
        }),
        adminPassword: SecretValue.fromVariable(),
      }),
    ).toEqual({
      database: [
        {
          Sid: "ConnectToDatabase",
          Effect: "Allow",
          Action: ["rds-db:connect"],
          Resource: [`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABC/app`],
        },
      ],
      "file-storage": [
        {
          Sid: "Files",
          Effect: "Allow",
          Action: [
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
          ],
          Resource: ["arn:aws:s3:::acme-files/orders/*"],
        },
      ],
      "secret-store": [
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          Resource: [
            `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/mendix/orders-??????`,
            `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/mendix/orders/mx-admin-password-??????`,
          ],
        },
      ],
      encryption: [
        {
          Sid: "DecryptSecrets",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: [key("eu-west-1")],
          Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
        },
      ],
    });
  });

  it("reach the replica and its key where a failover region is read", () => {
    const policies = policiesOf({
      store: new AwsSecretsManager({
        kmsKeyArn: key("eu-west-1"),
        replicas: [{ region: "eu-central-1", kmsKeyArn: key("eu-central-1") }, { region: "us-east-1" }],
        failoverRegion: "eu-central-1",
      }),
    });
    expect(policies["secret-store"]).toMatchObject([
      {
        Resource: [
          `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/mendix/orders-??????`,
          `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/mendix/orders/database-password-??????`,
          `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:prod/mendix/orders-??????`,
          `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:prod/mendix/orders/database-password-??????`,
        ],
      },
    ]);
    expect(policies["encryption"]).toMatchObject([
      { Sid: "DecryptSecrets", Resource: [key("eu-west-1")] },
      { Sid: "DecryptSecrets2", Resource: [key("eu-central-1")] },
    ]);
  });

  it("put the keys of store and bucket into one policy", () => {
    const policies = policiesOf({
      store: new AwsSecretsManager({ kmsKeyArn: key("eu-west-1") }),
      storage: FileStorage.s3({ bucket: "acme-files", kmsKeyArn: key("eu-west-1") }),
    });
    expect(policies["encryption"]).toMatchObject([{ Sid: "EncryptFiles" }, { Sid: "DecryptSecrets" }]);
  });
});

describe("the size of the role's policies", () => {
  const constants = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [`Integration.ApiKeyOfPartner${index}`, SecretValue.fromVariable()]),
  );

  it("is refused where AWS would refuse it, with the way out", () => {
    const { problems } = describeEnvironment(sample({ constants }));
    expect(problems.map(({ code, fix }) => `${code}: ${fix}`)).toEqual([
      "MX-AWS-POLICY-SIZE: Write layout: StoreLayout.DOCUMENT on the store, so that all secrets share one entry and one ARN.",
    ]);
  });

  it("fits with one document", () => {
    const store = new AwsSecretsManager({ layout: StoreLayout.DOCUMENT });
    expect(describeEnvironment(sample({ constants, store })).problems).toEqual([]);
  });
});
