import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { Delivery, MendixSecretStoreEnvironment } from "../../../lib";
import { EnvironmentStack } from "../../../stacks/environment-stack";
import { ticketsProd } from "../../../stacks/samples-vault";
import { sample } from "../../support/samples";
import { newStack } from "../../support/synthesize";

describe("the files of Delivery.manifests", () => {
  const directory = path.relative(process.cwd(), fs.mkdtempSync(path.join(os.tmpdir(), "manifests-")));
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  it("are not written before the first apply, which makes an id that they need", () => {
    const delivery = Delivery.manifests({ directory: path.join(directory, "manifests"), beforeFirstApply: true });
    Testing.fullSynth(new EnvironmentStack(Testing.app(), { ...ticketsProd, delivery }));
    expect(fs.readdirSync(directory)).toEqual([]);
  });

  it("are not written where another environment of the app is wrong, however the stack is synthesized", () => {
    const stack = newStack();
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    const delivery = Delivery.manifests({ directory: path.join(directory, "manifests") });
    new MendixSecretStoreEnvironment(stack, "right", sample({ delivery }));
    new MendixSecretStoreEnvironment(new TerraformStack(stack.node.root, "other"), "wrong", sample({ name: "Wrong" }));
    expect(() => Testing.fullSynth(stack)).toThrow(/MX-NAME/);
    expect(fs.readdirSync(directory)).toEqual([]);
  });
});
