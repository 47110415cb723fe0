import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import {
  Delivery,
  type Blueprint,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { MiniStack, ministack, type Credentials } from "../../test/engines/support/ministack";
import { provider, terraform, Workspace } from "../../test/engines/support/terraform";
import { needsOf, SUFFIX } from "./aws-needs";
import { awsQuestions } from "./aws-questions";
import { subjectOf } from "./aws-trust";
import { record, type Figures, type Question } from "./oracle";

export const EMULATOR = [terraform, provider("aws"), ministack];

interface Clients {
  readonly secrets: SecretsManagerClient;
  readonly files: S3Client;
}

/** How an action is tried on the emulator. What is not here, it does not have. */
const ATTEMPTS: Readonly<Record<string, (clients: Clients, question: Question) => Promise<unknown>>> = {
  "secretsmanager:GetSecretValue": ({ secrets }, { resource }) =>
    secrets.send(new GetSecretValueCommand({ SecretId: nameOf(resource) })),
  "secretsmanager:DescribeSecret": ({ secrets }, { resource }) =>
    secrets.send(new DescribeSecretCommand({ SecretId: nameOf(resource) })),
  "s3:GetObject": ({ files }, { resource }) => files.send(new GetObjectCommand(objectOf(resource))),
  "s3:PutObject": ({ files }, { resource }) => files.send(new PutObjectCommand({ ...objectOf(resource), Body: "x" })),
  "s3:DeleteObject": ({ files }, { resource }) => files.send(new DeleteObjectCommand(objectOf(resource))),
  "s3:ListBucket": ({ files }, { resource, context }) =>
    files.send(new ListObjectsV2Command({ Bucket: objectOf(resource).Bucket, Prefix: context?.["s3:prefix"] })),
};

function nameOf(arn: string): string {
  return (arn.split(":secret:")[1] ?? "").slice(0, -SUFFIX.length);
}

function objectOf(arn: string) {
  const [Bucket = "", ...key] = (arn.split(":::")[1] ?? "").split("/");
  return { Bucket, Key: key.join("/") };
}

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
    const questions = awsQuestions(needsOf(props, blueprint), subjectOf(props));
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

function attemptOf(aws: MiniStack, role: string, clients: Clients, question: Question) {
  if (question.action === "sts:AssumeRoleWithWebIdentity") return () => assumeAs(aws, role, question);
  const attempt = ATTEMPTS[question.action];
  return attempt && (() => attempt(clients, question));
}

/** A missing object is an answer too: whoever gets it was let in. */
async function isAllowed(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    const { name, message } = error as Error;
    return !/AccessDenied|not authorized|No OpenIDConnect/i.test(`${name} ${message}`);
  }
}

function assumeAs(aws: MiniStack, role: string, { context = {} }: Question): Promise<Credentials> {
  const claim = (name: string) => Object.entries(context).find(([key]) => key.endsWith(`:${name}`))?.[1] ?? "";
  const iss = `https://${(context["principal"] ?? "").replace(/^.*:oidc-provider\//, "")}`;
  return aws.assumeWithToken(role, { iss, aud: claim("aud"), sub: claim("sub") });
}

function assume(aws: MiniStack, role: string, { cluster, namespace, name }: MendixSecretStoreEnvironmentProps) {
  const sub = `system:serviceaccount:${namespace}:${name}`;
  return aws.assumeWithToken(role, { iss: cluster.issuer ?? "", aud: "sts.amazonaws.com", sub });
}
