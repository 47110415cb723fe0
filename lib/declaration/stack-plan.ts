import type { Blueprint } from "../core/blueprint";
import type { Claim } from "../core/claim";
import { quote, type ProblemDraft } from "../core/problem";
import { defined } from "../core/defined";
import { localName } from "../catalogue/provider-ranges";
import { namesOf } from "../core/subject";
import { regionProblems } from "../engine/stack-rules";
import type { StackOptions, StackPlan, TerraformArguments } from "./stack-options";
import { stateIdentity, stateScope } from "./state-identity";

const STACK_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Arguments of the providers where the file gives none. */
const PROVIDER_DEFAULTS: Readonly<Record<string, (blueprint: Blueprint) => TerraformArguments>> = {
  aws: ({ subject, regions }) => {
    return defined({ region: regions.find(({ provider }) => provider === "aws")?.region ?? subject.cluster.region });
  },
  kubernetes: () => ({ config_path: "~/.kube/config" }),
  azurerm: ({ subject }) => ({ features: [{}], ...defined({ subscription_id: subject.cluster.subscription }) }),
  google: ({ subject }) => (subject.cluster.project === undefined ? {} : { project: subject.cluster.project }),
};

/** Providers that have nothing to configure, so that no block is needed. */
const UNCONFIGURED: readonly string[] = ["random", "time"];

/** Plans the stack; no construct is made. */
export function planStack(blueprint: Blueprint, options: StackOptions = {}): StackPlan {
  const { subject } = blueprint;
  const names = namesOf(subject);
  const name = options.stack ?? names.name;
  const [[type, given] = ["local", { path: `../../../terraform.${name}.tfstate` }]] = Object.entries(
    options.backend ?? {},
  );
  const backend = { type, arguments: filled(given, { ...names, stack: name }) };
  const needed = [...new Set(blueprint.providers.map(localName))];
  const providers = needed.flatMap((provider): [string, TerraformArguments][] => {
    const given = options.providers?.[provider];
    if (given === undefined && UNCONFIGURED.includes(provider)) return [];
    return [[provider, given ?? PROVIDER_DEFAULTS[provider]?.(blueprint) ?? {}]];
  });
  return {
    name,
    backend,
    state: `${type}: ${stateIdentity(backend, name)}`,
    providers: Object.fromEntries(providers),
    claims: claimsOf(name, backend, options, subject.namedAs ? "namedAs" : "name"),
  };
}

/** Of two environments of one stack's name that is told, and not their state as well. */
function claimsOf(
  name: string,
  backend: StackPlan["backend"],
  options: StackOptions,
  namedBy: "name" | "namedAs",
): readonly Claim[] {
  const prop = options.stack === undefined ? namedBy : "terraform.stack";
  const stack = name.toLowerCase();
  const state = stateIdentity(backend, name);
  return [
    { kind: "Terraform stack", scope: "", name: stack, prop },
    {
      kind: "Terraform state",
      scope: stateScope(backend.type),
      name: state,
      prop: options.backend === undefined ? prop : "terraform.backend",
      holder: [stack],
    },
  ];
}

/** The arguments with the placeholders in their texts replaced. */
function filled(given: TerraformArguments, values: Readonly<Record<string, unknown>>): TerraformArguments {
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(/\{(stack|cluster|namespace|name)\}/g, (_, key: string) => String(values[key]));
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === "object" && value !== null) return filled(value as TerraformArguments, values);
    return value;
  };
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, fill(value)]));
}

/** What is wrong with the stack itself. */
export function stackProblems(
  plan: StackPlan,
  options: StackOptions | undefined,
  blueprint: Blueprint,
): readonly ProblemDraft[] {
  return [...nameProblems(plan, options), ...providerProblems(plan, blueprint)];
}

/** The stack's name is a directory, and part of a state's path. */
function nameProblems({ name }: StackPlan, options: StackOptions | undefined): readonly ProblemDraft[] {
  if (options?.stack === undefined || STACK_NAME.test(name)) return [];
  return [
    {
      code: "MX-NAME",
      prop: "terraform.stack",
      message: `${quote(name)} is not the name of a stack: 1 to 100 letters, digits, - and _.`,
      fix: 'Write stack: "orders-prod", or leave it out.',
    },
  ];
}

/** A provider of another region would make the entries where no policy and no pod looks for them. */
function providerProblems({ providers }: StackPlan, blueprint: Blueprint): readonly ProblemDraft[] {
  const used = Object.entries(providers).map(([name, { region }]) => {
    return { name, alias: undefined, region: typeof region === "string" ? region : undefined };
  });
  const [problem] = regionProblems(blueprint, used);
  const region = blueprint.regions.find(({ provider }) => provider === "aws")?.region;
  if (!problem || region === undefined) return [];
  const fix = `Write region: ${region}, or leave it out.`;
  return [{ code: problem.code, prop: "terraform.providers.aws.region", message: problem.message, fix }];
}
