import type { TerraformStack } from "cdktf";
import type { Declared } from "../../engine/registry";
import { PROVIDERS, requiredProviders, TERRAFORM_VERSION, type ProviderName } from "../../catalogue/provider-ranges";
import { rawOverridesOf } from "./report";

/**
 * Sets what the environment needs on the stack that it stands in: Terraform's version, and the ranges of the providers
 * in place of the single versions that the bindings pin. A pin of the user's stays, and is checked at synthesis.
 */
export function applyRequirements(stack: TerraformStack, { providers: names }: Pick<Declared, "providers">): void {
  const terraform = rawOverridesOf(stack)["terraform"] as Record<string, unknown> | undefined;
  if (terraform?.["required_version"] === undefined) stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  for (const [name, range] of Object.entries(requiredProviders(names))) {
    const path = `terraform.required_providers.${name}`;
    const providers = (rawOverridesOf(stack)["terraform"] as Record<string, unknown>)["required_providers"];
    const current = (providers as Record<string, { version?: string }> | undefined)?.[name]?.version;
    if (current === undefined || isRowOf(current, name)) {
      stack.addOverride(`${path}.source`, range.source);
      stack.addOverride(`${path}.version`, range.version);
    }
  }
}

/** Whether a version on the stack is one that an earlier environment set. A feature's row must not be widened again. */
function isRowOf(version: string, provider: string): boolean {
  return PROVIDERS[provider as ProviderName]?.version === version;
}
