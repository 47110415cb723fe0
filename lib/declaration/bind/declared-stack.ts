import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixSecretStoreEnvironment } from "../../environment/environment";
import type { DeclaredEnvironment } from "../declarations";
import { DeclaredBackend } from "./declared-backend";
import { DeclaredProvider } from "./declared-provider";

/** One declared environment in a stack of its own, with the backend and the providers that its file gives. */
export class DeclaredStack extends TerraformStack {
  readonly environment: MendixSecretStoreEnvironment;

  constructor(scope: Construct, declared: DeclaredEnvironment) {
    const { stack, props } = declared;
    super(scope, stack.name);
    new DeclaredBackend(this, stack.backend);
    this.environment = new MendixSecretStoreEnvironment(this, "environment", props);
    for (const [name, given] of Object.entries(stack.providers)) new DeclaredProvider(this, name, given);
  }
}
