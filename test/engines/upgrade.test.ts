import * as fs from "node:fs";
import * as path from "node:path";
import { deployedConfiguration, offlineConfiguration } from "../upgrade/deployed";
import { DEPLOYED, RECORDED, type RecordedOn, type ReferenceRecord } from "../upgrade/records";
import { describeWith } from "./support/missing";
import type { Engine } from "../../engines/engine";
import { MiniStack, ministack } from "../../engines/ministack";
import { changesOf, provider, terraform, Workspace, type Plan } from "../../engines/terraform";

jest.setTimeout(300_000);

/** What a plan takes away. AWS and Google replace a secret's version by design; create_before_destroy keeps one there. */
const losses = (plan: Plan) =>
  changesOf(plan).filter((change) => /delete/.test(change) && !/secret_version/.test(change));

const recorded = (file: string) => fs.readFileSync(path.join(RECORDED, file), "utf8");

function variablesOf(configuration: unknown): Readonly<Record<string, string>> {
  const { variable = {} } = configuration as { readonly variable?: object };
  return Object.fromEntries(Object.keys(variable).map((name) => [`TF_VAR_${name}`, "secret"]));
}

const ENGINES: Readonly<Record<RecordedOn, readonly Engine[]>> = {
  // The plan of a password that is made on AWS asks for one.
  aws: [provider("aws"), ministack],
  vault: [provider("vault"), provider("random")],
  google: [provider("google"), provider("random")],
  kubernetes: [provider("kubernetes")],
};

describe.each(Object.keys(ENGINES) as RecordedOn[])("an upgrade of this library, of what is on %s", (engine) => {
  const own = DEPLOYED.filter(({ state }) => state === engine);
  let aws: MiniStack | undefined;

  afterAll(() => aws?.stop());

  describeWith([terraform, ...ENGINES[engine]], "over a recorded state", () => {
    beforeAll(async () => {
      if (engine === "aws") aws = await MiniStack.start("111122223333");
    });

    it.each(own)("replaces and destroys nothing, and makes nothing new: $id", (record: ReferenceRecord) => {
      const workspace = new Workspace(aws?.environment);
      const configuration = offlineConfiguration(record);
      workspace.write(configuration);
      fs.writeFileSync(path.join(workspace.directory, "terraform.tfstate"), recorded(`${record.id}.state.json`));
      workspace.init();
      const plan = workspace.plan(variablesOf(configuration), ["-refresh=false"]);
      workspace.remove();
      expect(plan.resource_changes?.length).toBeGreaterThan(0);
      expect(losses(plan)).toEqual([]);
      // The records of what a store took came later; they are nothing but a line in the state.
      const made = changesOf(plan).filter((change) => change.startsWith("create "));
      expect(made.filter((change) => !/^create terraform_data\..*_written_/.test(change))).toEqual([]);
    });
  });
});

describeWith([terraform, provider("aws"), ministack], "an upgrade of this library, of what is deployed on AWS", () => {
  let aws: MiniStack;

  beforeAll(async () => {
    aws = await MiniStack.start("111122223333");
  });

  afterAll(() => aws.stop());

  it.each(DEPLOYED.filter(({ id }) => id === "aws-irsa"))("replaces and destroys nothing: $id", (record) => {
    const workspace = new Workspace(aws.environment);
    const configuration = deployedConfiguration(record);
    const variables = variablesOf(configuration);
    workspace.write(JSON.parse(recorded(`${record.id}.tf.json`)));
    workspace.init();
    workspace.apply(variables);
    workspace.write(configuration);
    const plan = workspace.plan(variables);
    workspace.remove();
    expect(losses(plan)).toEqual([]);
  });
});
