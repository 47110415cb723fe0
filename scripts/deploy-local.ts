import { GetRolePolicyCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import { GetSecretValueCommand, ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import * as fs from "node:fs";
import { MiniStack, ministack } from "../engines/ministack";
import { terraform, Workspace } from "../engines/terraform";

/** The sample that needs nothing but an AWS account: its Kubernetes objects are manifests. */
const STACK = "orders-prod";
const ACCOUNT = "111122223333";
const VARIABLES = { TF_VAR_orders_prod_payments_api_key: "a-key-for-the-emulator" };

/** Applies the AWS sample on an emulator that it starts itself, shows what landed, and destroys it again. */
async function deployLocally(): Promise<void> {
  for (const engine of [terraform, ministack]) {
    if (!engine.found) throw new Error(`${engine.name} is missing: ${engine.install}`);
  }
  const aws = await MiniStack.start(ACCOUNT);
  const workspace = new Workspace(aws.environment);
  try {
    const configuration: unknown = JSON.parse(fs.readFileSync(`cdktf.out/stacks/${STACK}/cdk.tf.json`, "utf8"));
    workspace.write(withoutBackend(configuration));
    workspace.init();
    console.log(lastLine(workspace.apply(VARIABLES)));
    await showSecrets(aws);
    await showPolicies(aws);
    console.log(lastLine(workspace.run(["destroy", "-no-color", "-auto-approve"], VARIABLES)));
  } finally {
    workspace.remove();
    await aws.stop();
  }
}

async function showSecrets(aws: MiniStack): Promise<void> {
  const { SecretList: secrets } = await aws.secrets().send(new ListSecretsCommand({}));
  for (const { Name: name = "" } of secrets ?? []) {
    const { SecretString: value = "" } = await aws.secrets().send(new GetSecretValueCommand({ SecretId: name }));
    console.log(`  secret  ${name}  ${value.startsWith("{") ? value : `(${value.length} characters)`}`);
  }
}

async function showPolicies(aws: MiniStack): Promise<void> {
  const role = { RoleName: `prod-mendix-${STACK}` };
  const { PolicyNames: names } = await aws.iam().send(new ListRolePoliciesCommand(role));
  for (const name of names ?? []) {
    const request = new GetRolePolicyCommand({ ...role, PolicyName: name });
    const { PolicyDocument: document = "" } = await aws.iam().send(request);
    console.log(`  policy  ${name}  ${decodeURIComponent(document)}`);
  }
}

/** The state of a trial run stays with it. */
function withoutBackend(configuration: unknown): unknown {
  const { terraform: block, ...rest } = configuration as { terraform: { backend?: unknown } };
  return { ...rest, terraform: { ...block, backend: undefined } };
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}

deployLocally().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
