import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { PrivatePlatformSecretStore, type PrivatePlatformSecretStoreProps } from "../lib";
import { addProviders } from "./providers";

/** The credentials of Private Mendix Platform itself, in a stack of their own, named as the platform's app. */
export class PlatformStack extends TerraformStack {
  readonly platform: PrivatePlatformSecretStore;

  constructor(scope: Construct, props: PrivatePlatformSecretStoreProps) {
    super(scope, props.name);
    new LocalBackend(this, { path: `../../../terraform.${props.name}.tfstate` });
    this.platform = new PrivatePlatformSecretStore(this, "platform", props);
    addProviders(this, this.platform.blueprint);
  }
}
