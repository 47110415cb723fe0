import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Blueprint } from "../lib";

/** The providers that a blueprint asks for, where its cluster is: a shell that points elsewhere deploys nothing. */
export function addProviders(stack: TerraformStack, { providers, subject: { cluster } }: Blueprint): void {
  if (providers.includes("aws")) {
    const { account, region = "eu-west-1" } = cluster;
    new AwsProvider(stack, "aws", { region, ...(account === undefined ? {} : { allowedAccountIds: [account] }) });
  }
  if (providers.includes("google")) new GoogleProvider(stack, "google", { project: cluster.project ?? "" });
  if (providers.includes("azurerm")) {
    new AzurermProvider(stack, "azurerm", {
      features: [{}],
      ...(cluster.subscription === undefined ? {} : { subscriptionId: cluster.subscription }),
    });
  }
  // Address and token: VAULT_ADDR and VAULT_TOKEN.
  if (providers.includes("vault")) new VaultProvider(stack, "vault");
  if (providers.includes("kubernetes")) {
    const { context } = cluster;
    const configContext = context === undefined ? {} : { configContext: context };
    new KubernetesProvider(stack, "kubernetes", { configPath: "~/.kube/config", ...configContext });
  }
}
