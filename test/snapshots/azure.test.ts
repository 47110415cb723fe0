import { Testing } from "cdktf";
import { explain } from "../../lib";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { billingProd, billingTest } from "../../stacks/samples-azure";
import { expectValidArguments } from "../support/schema-check";
import { synthesizeStack } from "../support/synthesize";

describe("the reference environments on Azure", () => {
  it.each([
    ["by managed identity, in a vault of its own", billingProd],
    ["with an existing identity, in a shared vault, as manifests", billingTest],
  ])("%s: what is deployed, and what a person reads", (_, props) => {
    const stack = new EnvironmentStack(Testing.app(), props);
    const synthesized = synthesizeStack(stack);
    expectValidArguments(synthesized);
    expect(synthesized).toMatchSnapshot("stack");
    expect(stack.environment.manifests).toMatchSnapshot("manifests");
    expect(explain(stack.environment.blueprint)).toMatchSnapshot("explanation");
  });
});
