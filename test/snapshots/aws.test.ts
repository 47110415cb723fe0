import { Testing } from "cdktf";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { intranetTest, ordersProd, shopTest } from "../../stacks/samples";
import { itIsThisReference } from "./reference";

describe.each([
  ["with IRSA, RDS IAM and S3 by identity", ordersProd],
  ["with static keys and a password", shopTest],
  ["on Parameter Store, with a key of its own", intranetTest],
])("the reference environment %s", (_title, props) => {
  const stack = new EnvironmentStack(Testing.app(), props);
  itIsThisReference(stack, stack.environment);
});
