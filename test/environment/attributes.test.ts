import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { Irsa, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";

function made(props: MendixSecretStoreEnvironmentProps): [TerraformStack, MendixSecretStoreEnvironment] {
  const stack = newStack();
  return [stack, new MendixSecretStoreEnvironment(stack, "environment", props)];
}

describe("an environment tells", () => {
  test("its role, by name and ARN", () => {
    const [, environment] = made(sample({ identity: new Irsa({ path: "/mendix/" }) }));
    expect(environment).toMatchObject({
      principal: "role prod-mendix-orders",
      roleName: "prod-mendix-orders",
      roleArn: "arn:aws:iam::111122223333:role/mendix/prod-mendix-orders",
    });
  });

  test("no role where there is none", () => {
    const [, environment] = made(vaultSample());
    expect([environment.principal, environment.roleName, environment.roleArn]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(environment.entryArns).toEqual({});
  });

  test("its entries by the keys that they hold", () => {
    const [stack, environment] = made(sample());
    expect(environment.entryNames).toMatchObject({
      "database-host": "prod/mendix/orders",
      "database-password": "prod/mendix/orders/database-password",
    });
    new TerraformOutput(stack, "arn", { value: environment.entryArns["database-password"] });
    expect(synthesizeStack(stack).output?.["arn"]?.["value"]).toMatch(
      /^\$\{aws_secretsmanager_secret\.environment_store_database-password_secret_[0-9A-F]{8}\.arn\}$/,
    );
  });

  test("the typed construct of a resource", () => {
    const [, environment] = made(sample());
    expect(environment.resource("identity/role")).toBeInstanceOf(IamRole);
    expect(environment.resource("identity/nothing")).toBeUndefined();
  });
});
