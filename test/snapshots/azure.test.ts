import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { billingProd, billingTest } from "../../stacks/samples-azure";
import { itIsThisReference } from "./reference";

describe.each([
  ["on Azure by managed identity, in a vault of its own", billingProd],
  ["on Azure with an existing identity, in a shared vault, as manifests", billingTest],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);
  itIsThisReference(stack, stack.environment);
});
