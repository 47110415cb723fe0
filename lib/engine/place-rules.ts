import type { NeededPlace, Place } from "../core/place";
import { quote, type Problem } from "../core/problem";
import { isToken } from "../core/names";
import type { Declared } from "./collisions";

/** What the providers of a stack are set to, as far as it is known at synthesis. */
export interface StackProvider extends Place {
  readonly name: string;
  readonly alias: string | undefined;
  /** Namespace of Vault that the provider puts in front of every resource's. */
  readonly namespace?: string | undefined;
  /** Where a file sets it up; in TypeScript it is a construct of the user's. */
  readonly prop?: string;
}

const PARTS = ["account", "subscription", "project", "region", "context"] as const satisfies readonly (keyof Place)[];

/**
 * Places that one provider can't serve together, and providers that act elsewhere: what is made would be where no
 * policy and no pod looks for it.
 */
export function placeProblems(blueprint: Declared, providers: readonly StackProvider[]): readonly Problem[] {
  const environment = blueprint.subject.name;
  const divided = dividedProblems(blueprint.places);
  const elsewhere = divided.length > 0 ? divided : elsewhereProblems(blueprint.places, providers);
  const problems = [...elsewhere, ...namespaceProblems(blueprint.places, providers)];
  return problems.map((problem) => ({ ...problem, environment }));
}

type Draft = Omit<Problem, "environment">;

/** Two places of one default provider: the last one stays, because the identity is described after the others. */
function dividedProblems(places: readonly NeededPlace[]): readonly Draft[] {
  const byDefault = places.filter(({ handle }) => handle === undefined);
  return byDefault.flatMap((needed, index): Draft[] => {
    const others = byDefault.slice(index + 1).reverse();
    for (const part of PARTS) {
      const other = others.find((one) => one.provider === needed.provider && isOther(needed[part], one[part]));
      if (other) return [divided(needed, other, part)];
    }
    return [];
  });
}

function divided(needed: NeededPlace, other: NeededPlace, part: keyof Place): Draft {
  const { provider, prop, what } = needed;
  return {
    code: "MX-PLACE",
    prop,
    message: `One ${provider} provider would make ${what} in the ${part} ${quote(needed[part])} and ${other.what} in ${quote(other[part])}, and it acts in one of them.`,
    fix: `Give ${partOf(prop)} a provider of its own: provider: new ${constructOf(provider)}(..., { alias }), in YAML provider: ${provider}.ALIAS.`,
  };
}

/** A provider that is set to another place than what it makes belongs in. */
function elsewhereProblems(places: readonly NeededPlace[], providers: readonly StackProvider[]): readonly Draft[] {
  const told = new Set<StackProvider>();
  return places.flatMap((needed): Draft[] => {
    const { provider: name, handle, prop, what } = needed;
    const used = providers.find((one) => one.name === name && one.alias === handle?.alias);
    const part = PARTS.find((candidate) => isOther(used?.[candidate], needed[candidate]));
    if (used === undefined || part === undefined || told.has(used)) return [];
    told.add(used);
    const title = handle === undefined ? `The stack's ${name} provider` : `The provider ${handle.toString()}`;
    const here = `${part === "region" ? "" : `the ${part} `}${quote(used[part])}`;
    const there = part === "region" ? "the declaration says" : `and ${what} would be made there, not in`;
    const code = part === "region" && name === "aws" ? "MX-AWS-REGION" : "MX-PLACE";
    const message = `${title} acts in ${here}, ${there} ${quote(needed[part])}.`;
    if (used.prop !== undefined) {
      const argument = ARGUMENTS[name]?.[part] ?? part;
      const value = part === "account" ? `[${quote(needed[part])}]` : needed[part];
      const fix = `Write ${argument}: ${value}, or leave it out.`;
      return [{ code, prop: `${used.prop}.${argument}`, message, fix }];
    }
    return [
      {
        code,
        prop,
        message,
        fix: `Write the same ${part} in both, or give ${partOf(prop)} a provider of its own: provider: new ${constructOf(name)}(..., { alias }).`,
      },
    ];
  });
}

/** A provider's namespace is put in front of that of a resource, which is the full path. */
function namespaceProblems(places: readonly NeededPlace[], providers: readonly StackProvider[]): readonly Draft[] {
  return places.flatMap((needed): Draft[] => {
    const { provider: name, handle, namespace, prop } = needed;
    const used = providers.find((one) => one.name === name && one.alias === handle?.alias);
    if (!namespace || !used?.namespace || isToken(used.namespace) || isToken(namespace)) return [];
    return [
      {
        code: "MX-VAULT-NAMESPACE",
        prop: used.prop === undefined ? prop : `${used.prop}.namespace`,
        message: `The vault provider is in the namespace ${quote(used.namespace)}, and the store in ${quote(namespace)}: everything would be made in ${quote(`${used.namespace}/${namespace}`)}.`,
        fix: "Take namespace out of the provider: the store's is the full path, and each resource names it.",
      },
    ];
  });
}

function isOther(one: string | undefined, other: string | undefined): boolean {
  if (!one || !other || isToken(one) || isToken(other)) return false;
  return one.toLowerCase() !== other.toLowerCase();
}

function partOf(prop: string): string {
  const [part = prop] = prop.split(".");
  return part === "cluster" ? "identity" : `the ${part}`;
}

/** What says the place in a provider's block, where it is not called like the part. */
const ARGUMENTS: Readonly<Record<string, Partial<Record<keyof Place, string>>>> = {
  aws: { account: "allowed_account_ids" },
  azurerm: { subscription: "subscription_id" },
  kubernetes: { context: "config_context" },
};

const CONSTRUCTS: Readonly<Record<string, string>> = {
  aws: "AwsProvider",
  azurerm: "AzurermProvider",
  google: "GoogleProvider",
  kubernetes: "KubernetesProvider",
};

function constructOf(name: string): string {
  return CONSTRUCTS[name] ?? "TerraformProvider";
}
