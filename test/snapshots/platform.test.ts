import { Testing } from "cdktf";
import { PlatformStack } from "../../stacks/platform-stack";
import { platformInVault, platformOnAws, platformOnAzure } from "../../stacks/samples-platform";
import { itIsThisReference } from "./reference";

describe.each([
  ["AWS", platformOnAws],
  ["Vault", platformInVault],
  ["Azure", platformOnAzure],
])("the reference platform on %s", (_title, props) => {
  const stack = new PlatformStack(Testing.app(), props);
  itIsThisReference(stack, stack.platform);
});
