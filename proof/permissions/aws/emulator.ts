import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import * as fc from "fast-check";
import { Delivery, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../../lib";
import { MiniStack, ministack } from "../../../test/engines/support/ministack";
import { provider, terraform, Workspace } from "../../../test/engines/support/terraform";
import { cells, declarationOf } from "../../declarations/cells";
import { draw } from "../../declarations/draw";
import { EPHEMERAL_VARIABLE, ephemeralVariable, synthesizeOne, type Synthesized } from "../../support/synthesis";
import { record, type Figures, type Question } from "../oracle";
import { attemptOf, isAllowed, nameOf, objectOf } from "./attempts";
import { roleOf } from "./documents";
import { needsOf } from "./needs";
import { awsQuestions } from "./questions";
import { subjectOf } from "./trust";

type Props = MendixSecretStoreEnvironmentProps;

export const EMULATOR = [terraform, provider("aws"), provider("random"), ministack];

/** A declaration, given the token of an ephemeral value of its stack. */
export type Declare = (ephemeral: string) => Props;

/** The one account and region that an emulator on one machine is. */
const PLACE = { account: "111122223333", region: "eu-west-1" };

/** Questions about places that an emulator on one machine does not have. */
const ELSEWHERE = ["same name elsewhere", "provider of another account", "other partition"];

interface Proven {
  readonly props: MendixSecretStoreEnvironmentProps;
  readonly blueprint: Blueprint;
  readonly questions: readonly Question[];
}

/** Deploys environments with IRSA on an emulator that enforces policies, and asks it what the evaluator was asked. */
export async function proveOnEmulator(declared: readonly MendixSecretStoreEnvironmentProps[], figures: Figures) {
  const { configuration, proven } = synthesize(declared);
  const aws = await MiniStack.start(declared[0]?.cluster.account ?? "");
  const workspace = new Workspace(aws.environment);
  try {
    await prepare(aws, proven);
    workspace.write(configuration);
    workspace.init();
    const variables = proven.flatMap(({ blueprint }) => blueprint.variables);
    workspace.apply(Object.fromEntries(variables.map(({ name }) => [`TF_VAR_${name}`, "secret"])));
    for (const one of proven) await askAll(aws, one, figures);
  } finally {
    workspace.remove();
    await aws.stop();
  }
}

function synthesize(declared: readonly MendixSecretStoreEnvironmentProps[]) {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const proven = declared.map((props): Proven => {
    const { blueprint } = new MendixSecretStoreEnvironment(stack, props.name, { ...props, delivery });
    const questions = awsQuestions(needsOf({ props, blueprint, configuration: {} }), subjectOf(props));
    return { props, blueprint, questions: questions.filter(({ title }) => !ELSEWHERE.includes(title)) };
  });
  return { configuration: stack.toTerraform() as unknown, proven };
}

/** Providers, buckets, and the neighbours' entries: for a name that nobody has, AWS looks at another ARN. */
async function prepare(aws: MiniStack, proven: readonly Proven[]): Promise<void> {
  for (const Url of new Set(proven.map(({ props }) => props.cluster.issuer))) {
    const request = { Url, ClientIDList: ["sts.amazonaws.com"], ThumbprintList: ["0".repeat(40)] };
    await aws.iam().send(new CreateOpenIDConnectProviderCommand(request));
  }
  const questions = proven.flatMap((one) => one.questions);
  const buckets = questions.filter(({ action }) => action.startsWith("s3:")).map(({ resource }) => objectOf(resource));
  for (const Bucket of new Set(buckets.map((object) => object.Bucket))) {
    await aws.s3().send(new CreateBucketCommand({ Bucket }));
  }
  const entries = questions.filter(({ action }) => action === "secretsmanager:GetSecretValue");
  const own = new Set(entries.filter(({ expected }) => expected).map(({ resource }) => resource));
  const others = new Set(entries.map(({ resource }) => resource).filter((resource) => !own.has(resource)));
  for (const resource of others) {
    await aws.secrets().send(new CreateSecretCommand({ Name: nameOf(resource), SecretString: "neighbour" }));
  }
}

async function askAll(aws: MiniStack, { props, blueprint, questions }: Proven, figures: Figures): Promise<void> {
  const role = `arn:aws:iam::${aws.account}:role/${blueprint.identity?.principal.replace(/^role /, "") ?? ""}`;
  const pod = await assume(aws, role, props);
  const clients = { secrets: aws.secrets(pod), files: aws.s3(pod) };
  for (const question of questions) {
    const attempt = attemptOf(aws, role, clients, question);
    if (attempt) record(figures, props.name, question, await isAllowed(attempt));
  }
}

function assume(aws: MiniStack, role: string, { cluster, namespace, name }: Props) {
  const sub = `system:serviceaccount:${namespace}:${name}`;
  return aws.assumeWithToken(role, { iss: cluster.issuer ?? "", aud: "sts.amazonaws.com", sub });
}
