import { Testing } from "cdktf";
import { explain } from "../../lib";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { crmProd, crmTest } from "../../stacks/samples-google";
import { expectValidArguments } from "../support/schema-check";
import { synthesizeStack } from "../support/synthesize";

describe.each([
  ["on GKE with the pod's own principal", crmProd],
  ["on GKE with a service account and secrets of other teams", crmTest],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);

  it("is explained on one screen", () => {
    expect(explain(stack.environment.blueprint)).toMatchSnapshot();
  });

  it("has this stack", () => {
    expect(Testing.synth(stack)).toMatchSnapshot();
  });

  it("has these manifests", () => {
    expect(stack.environment.manifests).toMatchSnapshot();
  });

  it("has arguments that the providers know, and secrets at write-only ones alone", () => {
    expectValidArguments(synthesizeStack(stack));
  });
});
