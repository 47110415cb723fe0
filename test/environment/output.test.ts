import * as os from "node:os";
import { TerraformVariable } from "cdktf";
import {
  AwsSecretsManager,
  Database,
  describeEnvironment,
  FileStorage,
  Irsa,
  MendixSecretStoreEnvironment,
  RdsIam,
  SecretValue,
} from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, resourcesOf, synthesize, synthesizeStack } from "../support/synthesize";

describe("the output", () => {
  it("is the same, byte for byte, for the same declaration, whatever order its maps were written in", () => {
    const text = (constants: Readonly<Record<string, string>>) =>
      JSON.stringify(synthesize(sample({ constants, adminPassword: SecretValue.generated() })));
    expect(text({ "B.b": "1", "A.a": "2" })).toBe(text({ "A.a": "2", "B.b": "1" }));
  });

  it("is the same whether two environments share their parts or have parts of their own", () => {
    const parts = () => ({
      store: new AwsSecretsManager({ recoveryWindowInDays: 0, tags: { team: "shop" } }),
      identity: new Irsa({ path: "/mendix/" }),
      storage: FileStorage.s3({ bucket: "acme-files" }),
      adminPassword: SecretValue.generated(),
    });
    const stackOf = (...declared: readonly ReturnType<typeof parts>[]) => {
      const stack = newStack();
      declared.forEach((own, index) => {
        new MendixSecretStoreEnvironment(stack, `environment-${index}`, sample({ name: `orders-${index}`, ...own }));
      });
      return JSON.stringify(synthesizeStack(stack));
    };
    const shared = parts();
    expect(stackOf(shared, shared)).toBe(stackOf(parts(), parts()));
  });

  it("holds nothing of the machine", () => {
    const text = JSON.stringify(synthesize(sample()));
    for (const local of [process.cwd(), os.homedir(), os.hostname(), os.tmpdir()]) expect(text).not.toContain(local);
  });

  it("has no Terraform output where every step is known", () => {
    expect(synthesize(sample()).output).toBeUndefined();
  });

  it("repeats the administrator's steps that hold what only an apply knows", () => {
    const stack = newStack();
    const resourceId = new TerraformVariable(stack, "resource_id", {}).stringValue;
    const database = Database.postgresql({
      host: "db.abc.eu-west-1.rds.amazonaws.com",
      name: "orders",
      username: "orders",
      authentication: new RdsIam({ resourceId }),
    });
    const identity = Irsa.fromExistingRole({ roleArn: `arn:aws:iam::${ACCOUNT}:role/orders` });
    new MendixSecretStoreEnvironment(stack, "environment", sample({ database, identity }));
    const [output] = Object.values(synthesizeStack(stack).output ?? {});
    expect(output).toEqual({
      description: "What an administrator does once for orders",
      value: [
        `as the owner of the role: Add the inline policy prod-mendix-orders-database to orders: {"Version":"2012-10-17","Statement":[{"Sid":"ConnectToDatabase","Effect":"Allow","Action":["rds-db:connect"],"Resource":["arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:\${var.resource_id}/orders"]}]}`,
      ],
    });
  });

  it("keeps environments apart whose construct ids cdktf would make equal at a stack's root", () => {
    const stack = newStack();
    for (const [id, name] of Object.entries({ "x.y": "one", xy: "two" })) {
      const storage = FileStorage.s3({ bucket: "acme-files", prefix: name });
      new MendixSecretStoreEnvironment(stack, id, sample({ name, storage }));
    }
    const roles = resourcesOf(synthesizeStack(stack), "aws_iam_role");
    expect(roles.map(({ name }) => name).sort()).toEqual(["prod-mendix-one", "prod-mendix-two"]);
  });
});

describe("describeEnvironment", () => {
  it("gives equal blueprints for equal declarations", () => {
    expect(describeEnvironment(sample())).toEqual(describeEnvironment(sample()));
  });
});
