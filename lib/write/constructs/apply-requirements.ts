import type { TerraformStack } from "cdktf";
import type { Declared } from "../../engine/collisions";
import { newRanges, TERRAFORM_VERSION, type ProviderRange } from "../../catalogue/provider-ranges";
import { rawOverridesOf } from "./report";

/** What stands in the `terraform` block by overrides. */
interface TerraformOverrides {
  readonly required_version?: unknown;
  readonly required_providers?: Readonly<Record<string, Partial<ProviderRange>>>;
}

/**
 * Sets what the environment needs on the stack that it stands in: Terraform's version, and the ranges of the providers
 * in place of the single versions that the bindings pin. A pin of the user's stays, and is checked at synthesis.
 */
export function applyRequirements(stack: TerraformStack, { providers: names }: Pick<Declared, "providers">): void {
  const terraform = rawOverridesOf(stack)["terraform"] as TerraformOverrides | undefined;
  if (terraform?.required_version === undefined) stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  for (const [name, range] of Object.entries(newRanges(terraform?.required_providers ?? {}, names))) {
    stack.addOverride(`terraform.required_providers.${name}.source`, range.source);
    stack.addOverride(`terraform.required_providers.${name}.version`, range.version);
  }
}
