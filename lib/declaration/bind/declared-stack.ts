import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixSecretStoreEnvironment } from "../../environment/environment";
import { terraformValue } from "../../values/text";
import type { DeclaredEnvironment } from "../declarations";
import { DeclaredProvider } from "./declared-provider";

/** One declared environment in a stack of its own, with the backend and the providers that its file gives. */
export class DeclaredStack extends TerraformStack {
  readonly environment: MendixSecretStoreEnvironment;

  constructor(scope: Construct, declared: DeclaredEnvironment) {
    const { stack, props } = declared;
    super(scope, stack.name);
    // Written as data: an override knows every backend that Terraform knows.
    this.addOverride("terraform.backend", { [stack.backend.type]: terraformValue(stack.backend.arguments) });
    this.environment = new MendixSecretStoreEnvironment(this, "environment", props);
    for (const [name, given] of Object.entries(stack.providers)) new DeclaredProvider(this, name, given);
  }
}
