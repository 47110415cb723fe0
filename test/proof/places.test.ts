import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsSecretsManager, describeEnvironment, MendixSecretStoreEnvironment } from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, resourcesOf, synthesizeStack } from "../support/synthesize";

const CENTRAL = "444455556666";
const KEY = `arn:aws:kms:eu-west-1:${CENTRAL}:key/1`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${CENTRAL}:secret:prod/mendix/orders-AbC123`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/prod-mendix-orders`;
const VIA = { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" };

/** What is made in both accounts, and what the key's owner is told to add. */
function policies() {
  const stack = newStack("places");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const provider = new AwsProvider(stack, "central", { alias: "central", region: "eu-west-1" });
  const props = sample({ store: new AwsSecretsManager({ account: CENTRAL, kmsKeyArn: KEY, provider }) });
  new MendixSecretStoreEnvironment(stack, "environment", props);
  const synthesized = synthesizeStack(stack);
  const parsed = (text: unknown): unknown => JSON.parse(String(text));
  const role = resourcesOf(synthesized, "aws_iam_role_policy").map(({ policy }) => parsed(policy));
  const [secret] = resourcesOf(synthesized, "aws_secretsmanager_secret").map(({ policy }) => parsed(policy));
  const { steps } = describeEnvironment(props);
  const step = steps.find(({ as }) => as === "as the owner of the key")?.does.replace(/^[^{]*/, "");
  return { role, secret, key: { Version: "2012-10-17", Statement: [parsed(step)] } };
}

const { role, secret, key } = policies();

async function allows(question: Question): Promise<boolean> {
  const { action, resource, resourcePolicy, principal = ROLE, context = {}, identity = role } = question;
  const simulation: Simulation = {
    request: {
      principal,
      action,
      resource: { resource, accountId: CENTRAL },
      contextVariables: { "aws:PrincipalArn": principal, ...context },
    },
    identityPolicies: identity.map((policy, index) => ({ name: `policy-${index}`, policy })),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
  };
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") throw new Error(result.errors.message);
  return result.overallResult === "Allowed";
}

interface Question {
  readonly action: string;
  readonly resource: string;
  readonly resourcePolicy?: unknown;
  readonly principal?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly identity?: readonly unknown[];
}

describe("a secret of a central account, asked of an IAM evaluator", () => {
  const read = { action: "secretsmanager:GetSecretValue", resource: SECRET };
  const decrypt = { action: "kms:Decrypt", resource: KEY, context: VIA };
  const other = ROLE.replace("orders", "shop");

  it.each<[what: string, question: Question, expected: boolean]>([
    ["is read by the pod of the other account", { ...read, resourcePolicy: secret }, true],
    ["is not read without the resource policy", read, false],
    ["is not read without the role's policy", { ...read, resourcePolicy: secret, identity: [] }, false],
    ["is not read by another role of that account", { ...read, resourcePolicy: secret, principal: other }, false],
    ["is not written", { ...read, action: "secretsmanager:PutSecretValue", resourcePolicy: secret }, false],
    ["is decrypted with the owner's statement", { ...decrypt, resourcePolicy: key }, true],
    ["is not decrypted without it", decrypt, false],
    ["is not decrypted past Secrets Manager", { ...decrypt, resourcePolicy: key, context: {} }, false],
    ["is not decrypted for another role", { ...decrypt, resourcePolicy: key, principal: other }, false],
  ])("%s", async (_, question, expected) => {
    expect(await allows(question)).toBe(expected);
  });
});
