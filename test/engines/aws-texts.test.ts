import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AWKWARD_TEXTS } from "../../proof/declarations/draw";
import { Delivery, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { ACCOUNT, sample } from "../support/samples";
import { newStack, synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { MiniStack, ministack } from "../../engines/ministack";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(300_000);

const texts = AWKWARD_TEXTS.map((text, index) => [`Text.T${index}`, text] as const);
const secrets = texts.map(([name, text]) => [name.replace("Text", "Secret"), text] as const);

function environment() {
  const stack = newStack("orders");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const constants = Object.fromEntries<string | SecretValue>(texts);
  for (const [name] of secrets) constants[name] = SecretValue.fromVariable();
  const delivery = Delivery.manifests({ directory: "manifests" });
  const { blueprint } = new MendixSecretStoreEnvironment(stack, "environment", sample({ constants, delivery }));
  return { configuration: synthesizeStack(stack), blueprint };
}

describeWith([terraform, provider("aws"), ministack], "texts that a careless program would change", () => {
  let aws: MiniStack;
  let workspace: Workspace;
  const { configuration, blueprint } = environment();
  const variables = Object.fromEntries(
    blueprint.variables.map(({ name, key }) => {
      const secret = secrets.find(([constant]) => key === `mx-const-${constant}`);
      return [`TF_VAR_${name}`, secret?.[1] ?? "password"];
    }),
  );

  beforeAll(async () => {
    aws = await MiniStack.start(ACCOUNT);
    workspace = new Workspace(aws.environment);
    workspace.write(configuration);
    workspace.init();
    workspace.apply(variables);
  });

  afterAll(async () => {
    workspace.remove();
    await aws.stop();
  });

  const read = async (name: string) =>
    (await aws.secrets().send(new GetSecretValueCommand({ SecretId: `prod/mendix/orders${name}` }))).SecretString ?? "";

  it("arrive as typed in settings", async () => {
    const written = JSON.parse(await read("")) as Record<string, string>;
    expect(texts.map(([name]) => [name, written[`mx-const-${name}`]])).toEqual(texts);
  });

  it("arrive as given in secrets", async () => {
    const written = secrets.map(async ([name]) => [name, await read(`/mx-const-${name}`)]);
    expect(await Promise.all(written)).toEqual(secrets);
  });

  it("plan nothing the second time", () => {
    expect(changesOf(workspace.plan(variables))).toEqual([]);
  });
});
