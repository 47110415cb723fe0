import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { billingProd, stockProd, ticketsProd } from "../../stacks/samples-vault";
import { VaultStack } from "../../stacks/vault-stack";
import { itHasThisStack, itIsThisReference } from "./reference";

describe.each([
  ["in Vault alone", billingProd],
  ["in Vault with an AWS role for bucket and database", stockProd],
  ["in Vault with a managed identity of Azure for container and database", ticketsProd],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);
  itIsThisReference(stack, stack.environment);
});

describe("what a Vault has once", () => {
  itHasThisStack(new VaultStack(Testing.app()));
});
