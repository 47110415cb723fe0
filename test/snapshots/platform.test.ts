import { Testing } from "cdktf";
import { explain } from "../../lib";
import { PlatformStack } from "../../stacks/platform-stack";
import { platformInVault, platformOnAws, platformOnAzure } from "../../stacks/samples-platform";
import { expectValidArguments } from "../support/schema-check";
import { synthesizeStack } from "../support/synthesize";

describe.each([
  ["AWS", platformOnAws],
  ["Vault", platformInVault],
  ["Azure", platformOnAzure],
])("the reference platform on %s", (_title, props) => {
  const stack = new PlatformStack(Testing.app(), props);

  it("is explained on one screen", () => {
    expect(explain(stack.platform.blueprint)).toMatchSnapshot();
  });

  it("has this stack", () => {
    expect(Testing.synth(stack)).toMatchSnapshot();
  });

  it("has these manifests", () => {
    expect(stack.platform.manifests).toMatchSnapshot();
  });

  it("has arguments that the providers know, and secrets at write-only ones alone", () => {
    expectValidArguments(synthesizeStack(stack));
  });
});
