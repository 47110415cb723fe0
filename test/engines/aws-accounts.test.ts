import { DescribeSecretCommand, GetResourcePolicyCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsSecretsManager, Delivery, MendixSecretStoreEnvironment } from "../../lib";
import { MiniStack, ministack, type Credentials } from "../../engines/ministack";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

const CENTRAL = "444455556666";
/** A twelve-digit access key is the root of that account. */
const root: Credentials = { accessKeyId: CENTRAL, secretAccessKey: "test" };
const ROLE = `arn:aws:iam::${ACCOUNT}:role/prod-mendix-orders`;
const KEY = `arn:aws:kms:eu-west-1:${CENTRAL}:key/12345678-1234-1234-1234-123456789012`;
const VARIABLES = { TF_VAR_orders_database_password: "one" };

/** The environment with its secrets in the central account. */
function propsWith(provider: AwsProvider) {
  const store = new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY, provider });
  return sample({ store, delivery: Delivery.manifests({ directory: "manifests", beforeFirstApply: true }) });
}

function configuration(): unknown {
  const stack = newStack("accounts");
  new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: [ACCOUNT] });
  const { accessKeyId: accessKey, secretAccessKey: secretKey } = root;
  const keys = { accessKey, secretKey, allowedAccountIds: [CENTRAL] };
  const central = new AwsProvider(stack, "central", { alias: "central", region: "eu-west-1", ...keys });
  new MendixSecretStoreEnvironment(stack, "environment", propsWith(central));
  return synthesizeStack(stack);
}

describeWith([terraform, provider("aws"), ministack], "secrets in a central account", () => {
  let aws: MiniStack;
  let workspace: Workspace;

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    workspace = new Workspace(aws.environment);
    workspace.write(configuration());
    workspace.init();
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  it("are made in no account that a shell happens to point to", () => {
    const shell = { ...VARIABLES, AWS_ACCESS_KEY_ID: "999988887777" };
    const { code, output } = workspace.try(["apply", "-no-color", "-auto-approve", "-input=false"], shell);
    expect(code).toBe(1);
    expect(output).toMatch(/AWS account ID not allowed: 999988887777/);
    expect(workspace.try(["state", "list"]).output).not.toContain("aws_");
  });

  it("are made there with the policy that lets the role in, and told to manifests by the output", async () => {
    workspace.apply(VARIABLES);
    const { ARN: arn = "" } = await aws
      .secrets(root)
      .send(new DescribeSecretCommand({ SecretId: "prod/mendix/orders" }));
    expect(arn).toMatch(new RegExp(`^arn:aws:secretsmanager:eu-west-1:${CENTRAL}:secret:prod/mendix/orders-\\w{6}$`));
    const { ResourcePolicy: policy = "" } = await aws
      .secrets(root)
      .send(new GetResourcePolicyCommand({ SecretId: arn }));
    expect(policy).toContain(`"aws:PrincipalArn":"${ROLE}"`);
    expect(workspace.run(["output", "-json", "-no-color"])).toContain(arn);
    const own = aws.secrets().send(new DescribeSecretCommand({ SecretId: "prod/mendix/orders" }));
    await expect(own).rejects.toThrow(/can't find/);
  });
});
