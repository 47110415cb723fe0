import type { AliasedProvider, Blueprint, StackPart } from "../core/blueprint";
import { isReachable, kubernetesArguments } from "../core/cluster-access";
import { defined } from "../core/defined";
import { quote, type ProblemDraft } from "../core/problem";
import type { NeededPlace, Place } from "../core/place";
import { localName } from "../catalogue/provider-ranges";
import { placeProblems, type StackProvider } from "../engine/place-rules";
import { placeOfProvider } from "../engine/provider-place";
import { filled, type Placeholders } from "./placeholders";
import type { StackOptions, TerraformArguments } from "./stack-options";

/** Arguments that keep a provider in its place, whatever the shell that runs it points to. */
const PLACED: Readonly<Record<string, (place: Place, given: TerraformArguments) => TerraformArguments>> = {
  aws: ({ account, region }, given) => ({ region, ...allowedAccount(account, given) }),
  azurerm: ({ subscription }) => ({ features: [{}], subscription_id: subscription }),
  google: ({ project }) => ({ project }),
};

/** A provider that is not to ask for its account refuses every one that is named. */
function allowedAccount(account: string | undefined, given: TerraformArguments): TerraformArguments {
  if (account === undefined || given["skip_requesting_account_id"] === true) return {};
  return given["forbidden_account_ids"] === undefined ? { allowed_account_ids: [account] } : {};
}

/** Providers that have nothing to configure, so that no block is needed. */
const UNCONFIGURED: readonly string[] = ["random", "time"];

/** The providers that an environment needs, each in its place: the default ones, and those with an alias. */
export function planProviders(
  blueprint: Blueprint,
  options: StackOptions,
  values: Placeholders,
): Pick<StackPart, "providers" | "aliases"> {
  const names = [...new Set(blueprint.providers.map(localName))];
  const given = new Map(names.map((name) => [name, givenOf(options, name).map((one) => filled(one, values))]));
  const providers = names.flatMap((name): [string, TerraformArguments][] => {
    const own = given.get(name)?.find(({ alias }) => alias === undefined);
    if (own === undefined && UNCONFIGURED.includes(name)) return [];
    return [[name, placed(blueprint, name, own ?? {})]];
  });
  const aliases = names.flatMap((name): AliasedProvider[] =>
    (given.get(name) ?? []).flatMap((own) => {
      const { alias } = own;
      return typeof alias === "string" ? [{ name, alias, arguments: placed(blueprint, name, own) }] : [];
    }),
  );
  return { providers: Object.fromEntries(providers), ...(aliases.length > 0 ? { aliases } : {}) };
}

/** What a file says of a provider: one, or a list of them by alias. */
function givenOf({ providers = {} }: StackOptions, name: string): readonly TerraformArguments[] {
  return Object.hasOwn(providers, name) ? [providers[name] ?? []].flat() : [];
}

function placed(blueprint: Blueprint, name: string, given: TerraformArguments): TerraformArguments {
  const alias = given["alias"];
  const place = placeOf(blueprint, name, typeof alias === "string" ? alias : undefined);
  if (name === "kubernetes") return reached(blueprint, given);
  if (name === "helm") return reachedByHelm(blueprint, given);
  if (name === "vault") return inRoot(blueprint, given);
  const kept = Object.hasOwn(PLACED, name) ? PLACED[name]?.(place, given) : undefined;
  return { ...defined(kept ?? {}), ...given };
}

/** The namespace of the token would be put in front of the store's full path. */
function inRoot({ places }: Blueprint, given: TerraformArguments): TerraformArguments {
  const named = places.some(({ provider, namespace }) => provider === "vault" && namespace !== undefined);
  return named ? { set_namespace_from_token: false, ...given } : given;
}

/** A cluster is reached as a file says at the provider, or else at the cluster. */
function reached({ subject }: Blueprint, given: TerraformArguments): TerraformArguments {
  return Object.keys(given).length > 0 ? given : defined(kubernetesArguments(subject.cluster.access));
}

/** Helm's provider has the same arguments in one attribute, where a block of the other is an object. */
function reachedByHelm({ subject }: Blueprint, given: TerraformArguments): TerraformArguments {
  if (Object.keys(given).length > 0) return given;
  const { exec, ...rest } = defined(kubernetesArguments(subject.cluster.access));
  const [command] = Array.isArray(exec) ? (exec as readonly unknown[]) : [];
  return { kubernetes: { ...rest, ...(command === undefined ? {} : { exec: command }) } };
}

/** Where a provider has to act; a default one is the cluster's, unless what it makes says otherwise. */
function placeOf({ places, subject: { cluster } }: Blueprint, name: string, alias: string | undefined): Place {
  const own = places.filter(({ provider, handle }) => provider === name && handle?.alias === alias);
  const known = (part: keyof Place) => own.find((place) => place[part])?.[part];
  const home: Place = alias === undefined ? cluster : {};
  return {
    account: known("account") ?? home.account,
    subscription: known("subscription") ?? home.subscription,
    project: known("project") ?? home.project,
    region: known("region") ?? home.region,
  };
}

/** A provider of another place would make the entries where no policy and no pod looks for them. */
export function providerProblems(
  { providers, aliases = [] }: StackPart,
  options: StackOptions | undefined,
  blueprint: Blueprint,
): readonly ProblemDraft[] {
  const all = [
    ...Object.entries(providers).map(([name, own]) => ({ name, alias: undefined, arguments: own })),
    ...aliases,
  ];
  const used = all.map(({ name, alias, arguments: own }): StackProvider => {
    const prop = propOf(options, name, alias);
    const place = placeOfProvider(name, (argument) => own[argument]);
    const { namespace } = own;
    const inVault = typeof namespace === "string" ? { namespace } : {};
    return { name, alias, ...place, ...inVault, ...(prop === undefined ? {} : { prop }) };
  });
  const unreached = checkReached(providers, options, blueprint);
  const missing = blueprint.places.flatMap((needed) => missingAlias(needed, aliases));
  return [...unreached, ...missing, ...placeProblems(blueprint, used)];
}

/** Without a word on the cluster it would be whichever the kubeconfig of a shell points to. */
function checkReached(
  providers: StackPart["providers"],
  options: StackOptions | undefined,
  { subject: { cluster } }: Blueprint,
): readonly ProblemDraft[] {
  const needed = ["kubernetes", "helm"].filter((name) => providers[name] !== undefined);
  if (needed.every((name) => options?.providers?.[name] !== undefined)) return [];
  if (isReachable(cluster.access)) return [];
  return [
    {
      code: "MX-CLUSTER-ACCESS",
      prop: "cluster.context",
      message: `Terraform is to deliver to the cluster ${quote(cluster.name)}, and nothing says how it is reached.`,
      fix: "Write context: NAME, as `kubectl config get-contexts` lists it (context: current for whichever is current), server with exec, or credentials: environment.",
    },
  ];
}

/** Where a file sets a provider up. */
function propOf(options: StackOptions | undefined, name: string, alias: string | undefined): string | undefined {
  const given = options?.providers?.[name];
  if (given === undefined) return undefined;
  if (!isList(given)) return alias === undefined ? `terraform.providers.${name}` : undefined;
  const index = given.findIndex((one) => one["alias"] === alias);
  return index < 0 ? undefined : `terraform.providers.${name}[${index}]`;
}

function isList(given: TerraformArguments | readonly TerraformArguments[]): given is readonly TerraformArguments[] {
  return Array.isArray(given);
}

function missingAlias({ provider, handle, prop }: NeededPlace, aliases: readonly AliasedProvider[]): ProblemDraft[] {
  if (handle === undefined) return [];
  const known = aliases.filter(({ name }) => name === provider).map(({ alias }) => `${provider}.${alias}`);
  if (known.includes(handle.toString())) return [];
  const list = known.length === 0 ? "" : `one of ${known.join(", ")}, or `;
  return [
    {
      code: "MX-PLACE",
      prop: `${propOfPart(prop)}.provider`,
      message: `terraform.providers.${provider} has no provider ${quote(handle.toString())}.`,
      fix: `Write ${list}a list there with an alias: ${provider}: [{ alias: central }].`,
    },
  ];
}

/** The part that takes a provider: of what the cluster says the place, it is the identity. */
function propOfPart(prop: string): string {
  const [part = prop] = prop.split(".");
  return part === "cluster" ? "identity" : part;
}
