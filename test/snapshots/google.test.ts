import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { crmProd, crmTest } from "../../stacks/samples-google";
import { itIsThisReference } from "./reference";

describe.each([
  ["on GKE with the pod's own principal", crmProd],
  ["on GKE with a service account and secrets of other teams", crmTest],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);
  itIsThisReference(stack, stack.environment);
});
