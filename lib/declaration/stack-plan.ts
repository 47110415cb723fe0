import type { Blueprint } from "../core/blueprint";
import type { Claim } from "../core/claim";
import { quote, type ProblemDraft } from "../core/problem";
import { namesOf } from "../core/subject";
import { filled, placeholderProblems, placeholdersOf } from "./placeholders";
import type { StackOptions, StackPlan } from "./stack-options";
import { planProviders, providerProblems } from "./stack-providers";
import { stateIdentity, stateScope } from "./state-identity";

const STACK_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** Plans the stack; no construct is made. */
export function planStack(blueprint: Blueprint, options: StackOptions = {}): StackPlan {
  const name = options.stack ?? namesOf(blueprint.subject).name;
  const [[type, given] = ["local", { path: `../../../terraform.${name}.tfstate` }]] = Object.entries(
    options.backend ?? {},
  );
  const values = placeholdersOf(blueprint, name);
  const backend = { type, arguments: filled(given, values) };
  return {
    name,
    backend,
    state: `${type}: ${stateIdentity(backend, name)}`,
    ...planProviders(blueprint, options, values),
    claims: claimsOf(name, backend, options, blueprint.subject.namedAs ? "namedAs" : "name"),
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

/** What is wrong with the stack itself. */
export function stackProblems(
  plan: StackPlan,
  options: StackOptions | undefined,
  blueprint: Blueprint,
): readonly ProblemDraft[] {
  const { backend, providers } = options ?? {};
  const values = placeholdersOf(blueprint, plan.name);
  return [
    ...nameProblems(plan, options),
    ...placeholderProblems({ backend, providers }, values, ["terraform"]),
    ...providerProblems(plan, options, blueprint),
  ];
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
