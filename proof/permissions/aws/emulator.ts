import { CreateOpenIDConnectProviderCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import * as fc from "fast-check";
import { Delivery, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../../lib";
import { MiniStack, ministack } from "../../../engines/ministack";
import { provider, terraform, Workspace } from "../../../engines/terraform";
import { cells, declarationOf } from "../../declarations/cells";
import { draw } from "../../declarations/draw";
import { ONE_PLACE } from "../../declarations/places";
import { EPHEMERAL_VARIABLE, ephemeralVariable, synthesizeOne, type Synthesized } from "../../support/synthesis";
import { judge, type Case, type Evaluate, type Figures } from "../oracle";
import { attempt, isAllowed, isTried, nameOf, objectOf } from "./attempts";
import { roleOf, type RoleDocuments } from "./documents";
import { replaceRole, visibleMutants } from "./emulator-role";
import { awsMutants } from "./mutants";
import { needsOf } from "./needs";
import { awsQuestions } from "./questions";
import { subjectOf } from "./trust";

type Props = MendixSecretStoreEnvironmentProps;

export const EMULATOR = [terraform, provider("aws"), provider("random"), ministack];

/** A declaration, given the token of an ephemeral value of its stack. */
export type Declare = (ephemeral: string) => Props;

/** The one account and region that an emulator on one machine is. */
const PLACE = { account: "111122223333", region: "eu-west-1" };

/** Questions about accounts and regions that an emulator on one machine does not have. */
const ELSEWHERE = ["same name elsewhere", "provider of another account"];

interface Proven extends Case<RoleDocuments> {
  readonly one: Synthesized;
}

/** Generated environments with IRSA, store and files on AWS, moved to the emulator's account and region. */
export function drawnForEmulator(count: number, seed: number): readonly Declare[] {
  const fitting = cells().filter(
    ({ store, identity, storage }) =>
      identity.title === "IRSA" && ONE_PLACE.includes(store.title) && storage.title === "S3, identity",
  );
  return fc.sample(draw, { numRuns: count, seed }).map((drawn, index) => {
    const cell = fitting[Math.floor((index * fitting.length) / count)];
    if (!cell) throw new Error("there is no cell for the emulator");
    return (ephemeral) =>
      declarationOf(cell, { ...drawn, ...PLACE, name: `${drawn.name.slice(0, 30)}${index}` }, ephemeral);
  });
}

/**
 * Deploys environments with IRSA on an emulator that enforces policies, and asks it what the evaluator was asked: of
 * the roles that Terraform made, and of mutants of them, which take it seconds each.
 */
export async function proveOnEmulator(
  declared: readonly Declare[],
  figures: Figures,
  { mutants }: { readonly mutants: boolean },
): Promise<void> {
  const proven = declared.map(provenOf).map((one) => (mutants ? one : { ...one, mutants: [] }));
  const aws = await MiniStack.start(PLACE.account);
  const workspace = new Workspace(aws.environment);
  try {
    await prepare(aws, proven);
    workspace.write(synthesize(declared));
    workspace.init();
    const variables = proven.flatMap(({ one }) => one.blueprint.variables.map(({ name }) => name));
    const values = [...variables, EPHEMERAL_VARIABLE].map((name) => [`TF_VAR_${name}`, "secret"]);
    workspace.apply(Object.fromEntries(values) as Record<string, string>);
    for (const each of proven) await askAll(aws, each, figures);
  } finally {
    workspace.remove();
    await aws.stop();
  }
}

function provenOf(declare: Declare): Proven {
  const one = synthesizeOne(declare);
  const needs = needsOf(one);
  const documents = roleOf(one.configuration, needs);
  const questions = awsQuestions(needs, subjectOf(one.props)).filter(
    ({ title, action, resource }) => isTried(action) && !ELSEWHERE.includes(title) && !isInAnotherPartition(resource),
  );
  return { one, title: one.props.name, documents, questions, mutants: visibleMutants(awsMutants(documents)) };
}

/** A bucket's name is all that the emulator sees of its ARN. */
function isInAnotherPartition(arn: string): boolean {
  return /^arn:(?!aws:)/.test(arn);
}

/** All environments in one stack, so that they are applied at once. */
function synthesize(declared: readonly Declare[]): unknown {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: PLACE.region });
  const ephemeral = ephemeralVariable(stack);
  const delivery = Delivery.manifests({ directory: "manifests" });
  for (const declare of declared) {
    const props = declare(ephemeral);
    // Terraform takes no name that begins with a digit.
    new MendixSecretStoreEnvironment(stack, `of-${props.name}`, { ...props, delivery });
  }
  return stack.toTerraform();
}

/** Providers, buckets, and the entries of others: for a name that nobody has, AWS looks at another ARN. */
async function prepare(aws: MiniStack, proven: readonly Proven[]): Promise<void> {
  for (const Url of new Set(proven.map(({ one }) => one.props.cluster.issuer))) {
    const request = { Url, ClientIDList: ["sts.amazonaws.com"], ThumbprintList: ["0".repeat(40)] };
    await aws.iam().send(new CreateOpenIDConnectProviderCommand(request));
  }
  const resources = (action: string) =>
    proven
      .flatMap(({ questions }) => questions.filter((question) => question.action.startsWith(action)))
      .map(({ resource }) => resource);
  for (const Bucket of new Set(resources("s3:").map((resource) => objectOf(resource).Bucket))) {
    await aws.s3().send(new CreateBucketCommand({ Bucket }));
  }
  const entries = proven.flatMap(({ one }) => one.blueprint.entries);
  const made = new Set(entries.filter(({ content }) => content.kind !== "existing").map(({ name }) => name));
  for (const Name of new Set(resources("secretsmanager:GetSecretValue").map(nameOf))) {
    if (made.has(Name)) continue;
    await aws.secrets().send(new CreateSecretCommand({ Name, SecretString: "somebody else's" }));
  }
}

async function askAll(aws: MiniStack, proven: Proven, figures: Figures): Promise<void> {
  const { roleArn } = proven.documents;
  const pod = await assume(aws, roleArn, proven.one.props);
  const clients = { secrets: aws.secrets(pod), files: aws.s3(pod) };
  let deployed = proven.documents;
  const evaluate: Evaluate<RoleDocuments> = async (documents, question) => {
    if (documents !== deployed) await replaceRole(aws, documents);
    deployed = documents;
    return isAllowed(() => attempt(aws, roleArn, clients, question));
  };
  await judge(proven, evaluate, figures);
}

function assume(aws: MiniStack, role: string, { cluster, namespace, name }: Props) {
  const sub = `system:serviceaccount:${namespace}:${name}`;
  return aws.assumeWithToken(role, { iss: cluster.issuer ?? "", aud: "sts.amazonaws.com", sub });
}
