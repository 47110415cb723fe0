import * as fs from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Delivery, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { MiniStack, ministack } from "../../engines/ministack";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { cli } from "../support/terminal";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

const SETTING = "canary-of-a-setting";
const VARIABLES = { TF_VAR_orders_payments_api_key: "one", TF_VAR_orders_database_password: "two" };
const NONE_WRITTEN = "No secret is written: the variables may hold placeholder-never-written.\n";
const ONE_WRITTEN = "1 secret is written: the variables must hold the real values.\n";

function configuration(title: string, revision = 1): unknown {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const constants = { "Shop.Title": title, "Payments.ApiKey": SecretValue.fromVariable({ revision }) };
  const own = sample({ delivery: Delivery.manifests({ directory: "manifests" }), constants });
  new MendixSecretStoreEnvironment(stack, "environment", own);
  return synthesizeStack(stack);
}

describeWith([terraform, provider("aws"), ministack], "what diff says of a plan of Terraform", () => {
  let aws: MiniStack;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    workspace = new Workspace(aws.environment);
    workspace.write(configuration(`${SETTING} 1`));
    workspace.init();
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  /** What is printed of the plan of a configuration, whose file holds the settings in clear. */
  async function told(written: unknown): Promise<string> {
    workspace.write(written);
    workspace.run(["plan", "-no-color", "-input=false", "-out=plan.bin"], VARIABLES);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    expect(shown).toContain(SETTING);
    const file = path.join(workspace.directory, "plan.json");
    fs.writeFileSync(file, shown);
    const { out, err } = await cli(["diff", "--plan", file]);
    expect(err).toBe("");
    expect(out).not.toContain(SETTING);
    return out;
  }

  it("asks for real values where the secret is made, and then where its revision is raised", async () => {
    const first = await told(configuration(`${SETTING} 1`));
    expect(first).toContain("aws_iam_role.environment_identity_role_436E160D is made.");
    expect(first).toMatch(/The secret of aws_secretsmanager_secret_version\.\S*Payments\S* is written/);
    expect(first).toContain("2 secrets are written: the variables must hold the real values.\n");
    workspace.run(["apply", "-no-color", "plan.bin"], VARIABLES);

    expect(await told(configuration(`${SETTING} 1`))).toBe(`Nothing changes.\n\n${NONE_WRITTEN}`);

    const setting = await told(configuration(`${SETTING} 2`));
    expect(setting).toMatch(/secret_string of aws_secretsmanager_secret_version\.\S*settings\S* changes \(hidden\)\./);
    expect(setting).toContain(NONE_WRITTEN);

    const rotated = await told(configuration(`${SETTING} 1`, 2));
    expect(rotated).toMatch(/secret_string_wo_version of \S* changes from 1 to 2\./);
    expect(rotated).toContain(ONE_WRITTEN);
  });
});
