import { parse } from "yaml";
import { AwsSecretsManager, Database, describeEnvironment, SecretValue } from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { canonicalSecret, policyArn } from "../../lib/stores/aws/existing";
import { omit } from "../support/omit";
import { ACCOUNT, sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

const place = { partition: "aws", region: "eu-west-1", account: ACCOUNT };
const arn = (rest: string, account = ACCOUNT) => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${rest}`;

const MANAGED = "rds!db-6f9619ff-8b86-d011-b42d-00c04fc964ff";

describe("an existing secret", () => {
  it.each([
    ["by name", "shared/mail", arn("shared/mail-??????"), { scope: `${ACCOUNT}/eu-west-1`, name: "shared/mail" }],
    [
      "by partial ARN",
      arn("shared/mail"),
      arn("shared/mail-??????"),
      { scope: `${ACCOUNT}/eu-west-1`, name: "shared/mail" },
    ],
    [
      "by full ARN",
      arn("shared/mail-AbC123"),
      arn("shared/mail-AbC123"),
      { scope: `${ACCOUNT}/eu-west-1`, name: "shared/mail" },
    ],
    ["that RDS manages", MANAGED, arn(`${MANAGED}-??????`), { scope: `${ACCOUNT}/eu-west-1`, name: MANAGED }],
    [
      "that RDS manages, by full ARN",
      arn(`${MANAGED}-AbC123`),
      arn(`${MANAGED}-AbC123`),
      { scope: `${ACCOUNT}/eu-west-1`, name: MANAGED },
    ],
    [
      "of another account",
      arn("shared/mail-AbC123", "444455556666"),
      arn("shared/mail-AbC123", "444455556666"),
      { scope: "444455556666/eu-west-1", name: "shared/mail" },
    ],
  ])("%s is one secret to the policy, and one name to the collision check", (_, secret, resource, canonical) => {
    expect(policyArn(place, secret)).toBe(resource);
    expect(canonicalSecret(place, secret)).toEqual(canonical);
  });

  it("is read, decrypted with its own key, and never made", () => {
    const kmsKeyArn = `arn:aws:kms:eu-west-1:444455556666:key/2`;
    const secret = arn("shared/database-AbC123", "444455556666");
    const props = sample({
      store: AwsSecretsManager.fromExisting({ existing: [{ secret, keys: ["mx-const-A.B"], kmsKeyArn }] }),
    });
    const { grants, creates, keys } = describeEnvironment(props);
    const aws = grants.filter((grant) => grant instanceof AwsGrant);
    expect(aws.find(({ purpose }) => purpose === "secret-store")?.resources).toContain(secret);
    expect(aws.find(({ purpose }) => purpose === "encryption")?.resources).toEqual([kmsKeyArn]);
    expect(creates["secret"]).toBe(2);
    expect(keys.at(-1)).toEqual({
      key: "mx-const-A.B",
      source: "external",
      prop: "store.existing",
      entry: `existing/${secret}`,
      appliesLive: false,
    });
    expect(resourcesOf(synthesize(props), "aws_secretsmanager_secret")).toHaveLength(2);
  });

  it("may hold everything that the app needs", () => {
    const keys = [
      "database-type",
      "database-jdbc-url",
      "database-host",
      "database-name",
      "database-username",
      "database-password",
      "storage-service-name",
      "storage-endpoint",
      "storage-bucket-name",
      "storage-access-key-id",
      "storage-secret-access-key",
    ];
    const rest = omit(sample(), "database", "storage");
    const props = { ...rest, store: AwsSecretsManager.fromExisting({ existing: [{ secret: "all", keys }] }) };
    expect(describeEnvironment(props).problems).toEqual([]);
    expect(resourcesOf(synthesize(props), "aws_secretsmanager_secret_version")).toEqual([]);
  });

  it.each([MANAGED, "rds!cluster-6f9619ff-8b86-d011-b42d-00c04fc964ff", arn(MANAGED), arn(`${MANAGED}-AbC123`)])(
    "named %s holds the password that RDS or Aurora manages",
    (entry) => {
      const props = sample({
        database: Database.postgresql({
          host: "db.example.com:5432",
          name: "orders",
          username: "orders",
          password: SecretValue.external({ entry, property: "password" }),
        }),
      });
      const { problems, mount } = describeEnvironment(props);
      expect(problems).toEqual([]);
      const objects = mount.kind === "SecretProviderClass" ? mount.parameters["objects"] : undefined;
      const read = (parse(String(objects)) as { objectName: string; jmesPath: unknown }[]).filter(
        ({ objectName }) => objectName === entry,
      );
      expect(read).toMatchObject([{ jmesPath: [{ path: '"password"', objectAlias: "database-password" }] }]);
    },
  );

  it.each([
    "!",
    "rds!",
    "!db",
    "RDS!db",
    "rds!db!x",
    "rds!*",
    "*",
    "prod/*",
    "prod/???",
    "a b",
    'x","y',
    "${x}",
    arn("prod/*"),
    "arn:aws:s3:::bucket",
    "",
  ])("named %j by an external value is refused: it would widen the policy", (entry) => {
    const { problems } = describeEnvironment(sample({ adminPassword: SecretValue.external({ entry }) }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual(["MX-AWS-SECRET-NAME adminPassword"]);
  });
});
