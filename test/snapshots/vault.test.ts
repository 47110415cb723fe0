import { Testing } from "cdktf";
import { explain } from "../../lib";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { billingProd, stockProd, ticketsProd } from "../../stacks/samples-vault";
import { VaultStack } from "../../stacks/vault-stack";
import { expectValidArguments } from "../support/schema-check";
import { synthesizeStack } from "../support/synthesize";

describe.each([
  ["in Vault alone", billingProd],
  ["in Vault with an AWS role for bucket and database", stockProd],
  ["in Vault with a managed identity of Azure for container and database", ticketsProd],
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

describe("what a Vault has once", () => {
  const stack = new VaultStack(Testing.app());

  it("is this stack", () => {
    expect(Testing.synth(stack)).toMatchSnapshot();
  });

  it("has arguments that the provider knows, and secrets at write-only ones alone", () => {
    expectValidArguments(synthesizeStack(stack));
  });
});
