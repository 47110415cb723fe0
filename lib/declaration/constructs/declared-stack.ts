import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixClusterSetup } from "../../cluster/cluster-setup";
import { MendixSecretStoreEnvironment } from "../../environment/environment";
import { PrivatePlatformSecretStore } from "../../platform/private-platform";
import { CONSTRUCT_IDS } from "../../write/scopes";
import type { DeclaredEnvironment } from "../declarations";
import { DeclaredBackend } from "./declared-backend";
import { DeclaredProvider } from "./declared-provider";

/** One declared environment in a stack of its own, with the backend and the providers that its file gives. */
export class DeclaredStack extends TerraformStack {
  /** What the file declares: an environment of an app, the platform, or what a cluster has once. */
  readonly environment: Declared;

  constructor(scope: Construct, declared: DeclaredEnvironment) {
    const { stack } = declared;
    super(scope, stack.name);
    new DeclaredBackend(this, stack.backend);
    this.environment = constructOf(this, declared);
    for (const [name, given] of Object.entries(stack.providers)) new DeclaredProvider(this, name, name, given);
    for (const { name, alias, arguments: given } of stack.aliases ?? []) {
      new DeclaredProvider(this, `${name}.${alias}`, name, given);
    }
  }
}

type Declared = MendixSecretStoreEnvironment | PrivatePlatformSecretStore | MendixClusterSetup;

function constructOf(stack: TerraformStack, declared: DeclaredEnvironment): Declared {
  const id = CONSTRUCT_IDS[declared.kind];
  switch (declared.kind) {
    case "app":
      return new MendixSecretStoreEnvironment(stack, id, declared.props);
    case "platform":
      return new PrivatePlatformSecretStore(stack, id, declared.props);
    case "cluster":
      return new MendixClusterSetup(stack, id, declared.props);
  }
}
