import { GetSecretValueCommand, RestoreSecretCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Delivery, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { FaultyProxy } from "../../engines/faulty-proxy";
import { describeWith } from "./support/missing";
import { MiniStack, ministack } from "../../engines/ministack";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const VARIABLES = { TF_VAR_orders_database_password: "secret" };

function configuration(): ReturnType<typeof synthesizeStack> {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const adminPassword = SecretValue.generated();
  new MendixSecretStoreEnvironment(stack, "environment", sample({ delivery, adminPassword }));
  return synthesizeStack(stack);
}

describeWith([terraform, provider("aws"), ministack], "a deployment that AWS interrupts", () => {
  let aws: MiniStack;
  let proxy: FaultyProxy;
  const synthesized = configuration();
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    proxy = await FaultyProxy.start(aws.endpoint);
    workspace = new Workspace({ ...aws.environment, AWS_ENDPOINT_URL: proxy.endpoint });
    workspace.write(synthesized);
    workspace.init();
  });

  afterAll(async () => {
    workspace.remove();
    await proxy.stop();
    await aws.stop();
  });

  const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];

  /** A second apply finishes what the first began, and leaves nothing to do. */
  async function expectConvergence(): Promise<void> {
    const { code, output } = await workspace.attempt(APPLY, VARIABLES);
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
    const plan = await workspace.attempt(["plan", "-no-color", "-input=false", "-detailed-exitcode"], VARIABLES);
    expect(plan.code).toBe(0);
    const request = new GetSecretValueCommand({ SecretId: "prod/mendix/orders/database-password" });
    expect((await aws.secrets().send(request)).SecretString).toBe("secret");
    workspace.forget();
    await aws.reset();
  }

  it.each(["GetRandomPassword", "CreateSecret", "PutSecretValue", "CreateRole", "PutRolePolicy"])(
    "converges when %s was refused once",
    async (action) => {
      proxy.refuseOnce(action);
      const failed = await workspace.attempt(APPLY, VARIABLES);
      expect({ action, code: failed.code }).toEqual({ action, code: 1 });
      await expectConvergence();
    },
  );

  /** One call at a time, so that the interrupt meets nothing else. */
  const interruptedAt = async (action: string) => {
    const apply = [...APPLY, "-parallelism=1"];
    return workspace.attempt(apply, VARIABLES, (interrupt) => proxy.cutShort(action, interrupt));
  };

  it("converges after an interrupt", async () => {
    expect((await interruptedAt("PutSecretValue")).code).toBe(1);
    await expectConvergence();
  });

  it("converges after an interrupt between the making of a secret and its first reading, when it is untainted", async () => {
    expect((await interruptedAt("DescribeSecret")).code).toBe(1);
    const [tainted = "none"] = workspace.tainted();
    expect(tainted).toMatch(/^aws_secretsmanager_secret\./);
    // Terraform would make it anew under its own name first, which AWS refuses; nothing is lost by that.
    const refused = await workspace.attempt(APPLY, VARIABLES);
    expect({ code: refused.code, exists: refused.output.includes("ResourceExistsException") }).toEqual({
      code: 1,
      exists: true,
    });
    await workspace.attempt(["untaint", tainted]);
    await expectConvergence();
  });

  it("converges after a destroy, when what it left is restored and imported", async () => {
    expect((await workspace.attempt(APPLY, VARIABLES)).code).toBe(0);
    const left = workspace.addresses("aws_secretsmanager_secret");
    expect((await workspace.attempt(["destroy", ...APPLY.slice(1)], VARIABLES)).code).toBe(0);
    expect((await workspace.attempt(APPLY, VARIABLES)).code).toBe(1);
    expect(workspace.tainted()).toEqual([]);
    for (const [, arn] of left) await aws.secrets().send(new RestoreSecretCommand({ SecretId: arn }));
    workspace.write({ ...synthesized, import: left.map(([to, id]) => ({ to, id })) });
    await expectConvergence();
  });
});
