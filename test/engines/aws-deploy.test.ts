import { GetRoleCommand, GetRolePolicyCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { GetSecretValueCommand, ListSecretsCommand, PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  Database,
  Delivery,
  MendixSecretStoreEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { expectNoTrace } from "./support/canary";
import { describeWith } from "./support/missing";
import { MiniStack, ministack } from "../../engines/ministack";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const PASSWORD = 'S3cr3t-"q$x\\ \n\u00fc${file("/etc/passwd")}';
const NAME = "prod/mendix/orders";

/** Configuration of one environment whose Kubernetes objects are manifests, with an AWS provider. */
function configuration(changes: Partial<MendixSecretStoreEnvironmentProps> = {}): unknown {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const delivery = Delivery.manifests({ directory: "manifests" });
  new MendixSecretStoreEnvironment(stack, "environment", sample({ delivery, ...changes }));
  return synthesizeStack(stack);
}

function database(revision: number) {
  return Database.postgresql({
    host: "db.example.com:5432",
    name: "orders",
    username: "orders",
    password: SecretValue.fromVariable({ revision }),
  });
}

const CONSTANTS = {
  "Shop.Title": 'Welcome "${user}" %{ if } \u{1F600} \n\\',
  "Payments.ApiKey": SecretValue.fromVariable({ revision: 1 }),
};

const SECRETS = { TF_VAR_orders_database_password: PASSWORD, TF_VAR_orders_payments_api_key: "key-1" };
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_payments_api_key: "dummy" };

describeWith([terraform, provider("aws"), ministack], "an environment on AWS", () => {
  let aws: MiniStack;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    workspace = new Workspace(aws.environment);
    workspace.write(configuration({ constants: CONSTANTS, adminPassword: SecretValue.generated() }));
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  const read = async (name: string) =>
    (await aws.secrets().send(new GetSecretValueCommand({ SecretId: name }))).SecretString;

  it("holds each setting as it was declared", async () => {
    expect(JSON.parse((await read(NAME)) ?? "")).toEqual({
      "database-host": "db.example.com:5432",
      "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
      "database-name": "orders",
      "database-type": "PostgreSQL",
      "database-username": "orders",
      "mx-const-Shop.Title": CONSTANTS["Shop.Title"],
      "storage-bucket-name": "orders",
      "storage-endpoint": "https://acme-files.s3.eu-west-1.amazonaws.com",
      "storage-service-name": "com.mendix.storage.s3",
    });
  });

  it("holds each secret in an entry of its own, as it was given", async () => {
    expect(await read(`${NAME}/database-password`)).toBe(PASSWORD);
    expect(await read(`${NAME}/mx-const-Payments.ApiKey`)).toBe("key-1");
  });

  it("generates the admin password once, with every character class", async () => {
    const password = (await read(`${NAME}/mx-admin-password`)) ?? "";
    expect(password).toHaveLength(32);
    for (const characters of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(characters);
  });

  it("makes a role that trusts the pod and holds one policy for each purpose", async () => {
    const { Role: role } = await aws.iam().send(new GetRoleCommand({ RoleName: "prod-mendix-orders" }));
    const trust = decodeURIComponent(role?.AssumeRolePolicyDocument ?? "");
    expect(JSON.parse(trust)).toMatchObject({ Statement: [{ Action: ["sts:AssumeRoleWithWebIdentity"] }] });
    const { PolicyNames: names } = await aws
      .iam()
      .send(new ListRolePoliciesCommand({ RoleName: "prod-mendix-orders" }));
    expect(names?.sort()).toEqual(["prod-mendix-orders-file-storage", "prod-mendix-orders-secret-store"]);
    const request = { RoleName: "prod-mendix-orders", PolicyName: "prod-mendix-orders-file-storage" };
    const { PolicyDocument: document } = await aws.iam().send(new GetRolePolicyCommand(request));
    expect(JSON.parse(decodeURIComponent(document ?? ""))).toMatchObject({
      Statement: [{ Resource: ["arn:aws:s3:::acme-files/orders/*"] }],
    });
  });

  it("plans nothing the second time, also with dummy variables", () => {
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });

  it("keeps every secret out of plan, state and information logs", () => {
    const control = "jdbc:postgresql://db.example.com";
    expectNoTrace(workspace, { secret: PASSWORD, variables: SECRETS, control });
  });

  it("touches the settings only when a constant changes, whatever the variables hold", async () => {
    workspace.write(
      configuration({ constants: { ...CONSTANTS, "Shop.Title": "Hello" }, adminPassword: SecretValue.generated() }),
    );
    expect(changesOf(workspace.plan(DUMMIES)).map((change) => change.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "create+delete aws_secretsmanager_secret_version.environment_store_settings_version",
    ]);
    workspace.apply(DUMMIES);
    expect(await read(`${NAME}/database-password`)).toBe(PASSWORD);
    expect(await read(NAME)).toContain('"mx-const-Shop.Title":"Hello"');
  });

  it("writes a secret by its revision only", async () => {
    workspace.write(
      configuration({ constants: CONSTANTS, adminPassword: SecretValue.generated(), database: database(2) }),
    );
    const before = await read(`${NAME}/mx-admin-password`);
    workspace.apply({ ...DUMMIES, TF_VAR_orders_database_password: "second" });
    expect(await read(`${NAME}/database-password`)).toBe("second");
    expect(await read(`${NAME}/mx-const-Payments.ApiKey`)).toBe("key-1");
    expect(await read(`${NAME}/mx-admin-password`)).toBe(before);
  });

  it("writes a second secret that comes without any revision", async () => {
    const constants = { ...CONSTANTS, "Mail.Password": SecretValue.fromVariable() };
    workspace.write(configuration({ constants, adminPassword: SecretValue.generated(), database: database(2) }));
    workspace.apply({ ...DUMMIES, TF_VAR_orders_mail_password: "mail" });
    expect(await read(`${NAME}/mx-const-Mail.Password`)).toBe("mail");
    expect(await read(`${NAME}/database-password`)).toBe("second");
    workspace.write(
      configuration({ constants: CONSTANTS, adminPassword: SecretValue.generated(), database: database(2) }),
    );
    workspace.apply(DUMMIES);
  });

  it("shows a foreign write to the settings in the plan, and restores it", async () => {
    await aws.secrets().send(new PutSecretValueCommand({ SecretId: NAME, SecretString: "{}" }));
    expect(changesOf(workspace.plan(DUMMIES))).toHaveLength(1);
    workspace.apply(DUMMIES);
    expect(await read(NAME)).toContain("database-host");
  });

  it("refuses an empty variable with a sentence that names it", () => {
    const { code, output } = workspace.try(["plan", "-no-color", "-input=false"], {
      ...DUMMIES,
      TF_VAR_orders_database_password: "",
    });
    expect(code).not.toBe(0);
    expect(output.replace(/[\s\u2502]+/g, " ")).toContain("TF_VAR_orders_database_password is empty");
  });

  it("leaves nothing when it is destroyed but what the recovery window keeps", async () => {
    workspace.run(["destroy", "-no-color", "-auto-approve"], DUMMIES);
    const { SecretList: secrets } = await aws.secrets().send(new ListSecretsCommand({}));
    expect(secrets?.filter((secret) => secret.DeletedDate === undefined) ?? []).toEqual([]);
    await expect(aws.iam().send(new GetRoleCommand({ RoleName: "prod-mendix-orders" }))).rejects.toThrow(/not found/);
  });
});
