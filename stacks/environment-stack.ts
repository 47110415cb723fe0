import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../lib";

/** One environment in a stack of its own, named as the environment, with its own state. */
export class EnvironmentStack extends TerraformStack {
  readonly environment: MendixSecretStoreEnvironment;

  constructor(scope: Construct, props: MendixSecretStoreEnvironmentProps) {
    super(scope, props.name);
    // Without a path cdktf writes an absolute one, and the output would differ from machine to machine.
    new LocalBackend(this, { path: `../../../terraform.${props.name}.tfstate` });
    this.environment = new MendixSecretStoreEnvironment(this, "environment", props);
    const { providers } = this.environment.blueprint;
    if (providers.includes("aws")) new AwsProvider(this, "aws", { region: props.cluster.region ?? "eu-west-1" });
    if (providers.includes("google")) new GoogleProvider(this, "google", { project: props.cluster.project ?? "" });
    if (providers.includes("azurerm")) new AzurermProvider(this, "azurerm", { features: [{}] });
    // Address and token: VAULT_ADDR and VAULT_TOKEN.
    if (providers.includes("vault")) new VaultProvider(this, "vault");
    if (providers.includes("kubernetes")) new KubernetesProvider(this, "kubernetes", { configPath: "~/.kube/config" });
  }
}
