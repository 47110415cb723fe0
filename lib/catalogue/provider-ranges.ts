/**
 * Which versions are known to work, in Terraform's syntax. The bindings pin exact, old versions; the environment
 * replaces those pins by these ranges on the stack that it stands in.
 */
export const PROVIDERS = {
  aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.37.1, < 4.0.0" },
  /** Write-only data of a Secret fails on create before 3.2.1. */
  "kubernetes-write-only": { source: "hashicorp/kubernetes", version: ">= 3.2.1, < 4.0.0" },
  vault: { source: "hashicorp/vault", version: ">= 5.6.0, < 6.0.0" },
  /** The reviewer's token of the kubernetes auth method is in the state before 5.7. */
  "vault-write-only": { source: "hashicorp/vault", version: ">= 5.7.0, < 6.0.0" },
  azurerm: { source: "hashicorp/azurerm", version: ">= 4.55.0, < 5.0.0" },
  google: { source: "hashicorp/google", version: ">= 6.50.0, < 7.0.0" },
  helm: { source: "hashicorp/helm", version: ">= 3.1.1, < 4.0.0" },
  random: { source: "hashicorp/random", version: ">= 3.7.0, < 4.0.0" },
  time: { source: "hashicorp/time", version: ">= 0.12.0, < 1.0.0" },
} as const;

/** A row of the table: a provider, or a feature of one that needs a newer version. */
export type ProviderName = keyof typeof PROVIDERS;

/**
 * What a stack requires of its providers, by their local names. Rows of a feature come last, so that the newer version
 * that it needs wins over the provider's own row.
 */
export function requiredProviders(names: readonly ProviderName[]): Readonly<Record<string, ProviderRange>> {
  const rows = [...names].sort((a, b) => a.length - b.length).map((name) => PROVIDERS[name]);
  return Object.fromEntries(rows.map(({ source, version }) => [localNameOf(source), { source, version }]));
}

/** The provider's name in `required_providers`; rows of the table for a feature share it. */
export function localName(name: ProviderName): string {
  return localNameOf(PROVIDERS[name].source);
}

function localNameOf(source: string): string {
  return source.split("/").at(-1) ?? source;
}

/** A provider and the versions of it that are known to work. */
export interface ProviderRange {
  readonly source: string;
  readonly version: string;
}

/** Write-only arguments and ephemeral values: Terraform and OpenTofu from this version on. */
export const TERRAFORM_VERSION = ">= 1.11.0";
