import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixSecretStoreEnvironment } from "../../environment/environment";
import { PrivatePlatformSecretStore } from "../../platform/private-platform";
import { CONSTRUCT_IDS } from "../../write/scopes";
import type { DeclaredEnvironment } from "../declarations";
import { DeclaredBackend } from "./declared-backend";
import { DeclaredProvider } from "./declared-provider";

/** One declared environment in a stack of its own, with the backend and the providers that its file gives. */
export class DeclaredStack extends TerraformStack {
  /** What the file declares: an environment of an app, or the platform. */
  readonly environment: MendixSecretStoreEnvironment | PrivatePlatformSecretStore;

  constructor(scope: Construct, declared: DeclaredEnvironment) {
    const { stack } = declared;
    super(scope, stack.name);
    new DeclaredBackend(this, stack.backend);
    const id = CONSTRUCT_IDS[declared.kind];
    this.environment =
      declared.kind === "app"
        ? new MendixSecretStoreEnvironment(this, id, declared.props)
        : new PrivatePlatformSecretStore(this, id, declared.props);
    for (const [name, given] of Object.entries(stack.providers)) new DeclaredProvider(this, name, name, given);
    for (const { name, alias, arguments: given } of stack.aliases ?? []) {
      new DeclaredProvider(this, `${name}.${alias}`, name, given);
    }
  }
}
