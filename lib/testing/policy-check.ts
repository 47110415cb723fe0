import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { MendixSecretStoreEnvironment } from "../environment/environment";
import { RULES, type Part, type Rule } from "./rules";

/** What a check looked at and found. */
export interface PolicyReport {
  /** How many stacks, environments and blocks it saw. */
  readonly visited: { readonly stacks: number; readonly environments: number; readonly parts: number };
  /** How many blocks each rule looked at. */
  readonly looked: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly rule: string;
  /** Stack and address: `orders-prod aws_iam_role.orders`. */
  readonly where: string;
  readonly message: string;
}

/**
 * Checks stacks of your own against rules, at once: nothing has to be registered and then be visited by a synthesis
 * that may never come. What was not looked at is a finding: no stack, no environment, a rule without anything to
 * look at.
 */
export function checkPolicies(scope: IConstruct, rules: readonly Rule[] = RULES): PolicyReport {
  const all = scope.node.findAll();
  const stacks = all.filter((construct): construct is TerraformStack => TerraformStack.isStack(construct));
  const environments = all.filter((construct) => construct instanceof MendixSecretStoreEnvironment).length;
  const parts = stacks.flatMap((stack) => partsOf(stack).map((part) => ({ stack: stack.node.id, part })));
  const findings: Finding[] = [];
  if (stacks.length === 0) findings.push(unvisited(`no stack in ${App.isApp(scope) ? "the app" : scope.node.path}`));
  else if (environments === 0) findings.push(unvisited("no MendixSecretStoreEnvironment in the stacks"));
  const looked: Record<string, number> = {};
  for (const rule of rules) {
    const own = parts.filter(({ part }) => rule.looksAt(part));
    looked[rule.id] = own.length;
    if (own.length === 0 && !rule.optional) findings.push(unvisited(`rule ${rule.id} found nothing to look at`));
    for (const { stack, part } of own) {
      const where = `${stack} ${part.address}`;
      findings.push(...rule.check(part).map((message) => ({ rule: rule.id, where, message })));
    }
  }
  return { visited: { stacks: stacks.length, environments, parts: parts.length }, looked, findings };
}

function unvisited(message: string): Finding {
  return { rule: "visited", where: "", message: `Nothing was checked: ${message}.` };
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The blocks of a stack as they are synthesized, overrides included. Throws where the declarations have problems. */
function partsOf(stack: TerraformStack): readonly Part[] {
  stack.prepareStack();
  const written = JSON.parse(JSON.stringify(stack.toTerraform())) as Readonly<Record<string, Blocks | undefined>>;
  const resources = Object.entries(written["resource"] ?? {}).flatMap(([type, named]) =>
    Object.entries(named).map(([name, values]): Part => {
      return { block: "resource", type, address: `${type}.${name}`, values: values as Part["values"] };
    }),
  );
  const others = (["output", "variable"] as const).flatMap((block) =>
    Object.entries(written[block] ?? {}).map(([name, values]): Part => ({
      block,
      type: block,
      address: `${block}.${name}`,
      values,
    })),
  );
  return [...resources, ...others];
}
