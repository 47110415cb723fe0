import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { helpdeskProd, labTest } from "../../stacks/samples-kubernetes";
import { itIsThisReference } from "./reference";

describe.each([
  ["in a plain Kubernetes Secret", labTest],
  ["copied by External Secrets Operator", helpdeskProd],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);
  itIsThisReference(stack, stack.environment);
});
