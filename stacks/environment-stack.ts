import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../lib";
import { addProviders } from "./providers";

/** One environment in a stack of its own, named as the environment, with its own state. */
export class EnvironmentStack extends TerraformStack {
  readonly environment: MendixSecretStoreEnvironment;

  constructor(scope: Construct, props: MendixSecretStoreEnvironmentProps) {
    super(scope, props.name);
    // Without a path cdktf writes an absolute one, and the output would differ from machine to machine.
    new LocalBackend(this, { path: `../../../terraform.${props.name}.tfstate` });
    this.environment = new MendixSecretStoreEnvironment(this, "environment", props);
    addProviders(this, this.environment.blueprint);
  }
}
