import * as fs from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { describeEnvironment, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { DEPLOYED, RECORDED, withoutCluster } from "../upgrade/records";
import { describeWith } from "./support/missing";
import { MiniStack, ministack } from "./support/ministack";
import { changesOf, provider, terraform, Workspace } from "./support/terraform";

jest.setTimeout(300_000);

function configuration(props: MendixSecretStoreEnvironmentProps): unknown {
  const stack = newStack();
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new MendixSecretStoreEnvironment(stack, "environment", withoutCluster(props));
  return synthesizeStack(stack);
}

describeWith([terraform, provider("aws"), ministack], "an upgrade of this library", () => {
  let aws: MiniStack;

  beforeAll(async () => {
    aws = await MiniStack.start("111122223333");
  });

  afterAll(() => aws.stop());

  it.each(DEPLOYED)("replaces and destroys nothing that a recorded version deployed: $id", ({ id, declare }) => {
    const workspace = new Workspace(aws.environment);
    const props = declare();
    const variables = Object.fromEntries(
      describeEnvironment(props).variables.map(({ name }) => [`TF_VAR_${name}`, "secret"]),
    );
    workspace.write(JSON.parse(fs.readFileSync(path.join(RECORDED, `${id}.tf.json`), "utf8")));
    workspace.init();
    workspace.apply(variables);
    workspace.write(configuration(props));
    const changes = changesOf(workspace.plan(variables));
    workspace.remove();
    // AWS and Google replace a secret's version by design; create_before_destroy keeps one there at all times.
    expect(changes.filter((change) => /delete/.test(change) && !/secret_version/.test(change))).toEqual([]);
  });
});
