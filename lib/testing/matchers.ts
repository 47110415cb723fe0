import type { IConstruct } from "constructs";
import { KEYS } from "../catalogue/keys";
import { didYouMean } from "../core/did-you-mean";
import type { KeySource } from "../core/blueprint";
import type { ProblemCode } from "../core/problem-codes";
import { allows, type Access } from "./access";
import { checkPolicies } from "../constructs";
import { RULES, type Rule } from "./rules";
import { findSecrets } from "./secrets";
import { blueprintOf } from "./subject";

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Matchers for Jest and Vitest: `expect.extend(matchers)`. */
export const matchers = {
  /** The pod mounts a key, from a source where one is given. */
  toMountKey(received: unknown, key: string, source?: KeySource): Result {
    const { keys, subject } = blueprintOf(received);
    const mounted = keys.find((candidate) => candidate.key === key);
    const pass = mounted !== undefined && (source === undefined || mounted.source === source);
    const names = keys.map((candidate) => candidate.key);
    const found = mounted ? `mounts ${key} from: ${mounted.source}` : `mounts ${names.join(", ") || "no key"}`;
    const meant = mounted ? "" : didYouMean(key, [...names, ...Object.keys(KEYS)]);
    return { pass, message: () => `${subject.name} ${found}.${meant}` };
  },

  /** The pod's identity may do something. */
  toAllow(received: unknown, access: Access): Result {
    const blueprint = blueprintOf(received);
    const pass = allows(blueprint, access);
    const grants = blueprint.grants.map(({ summary }) => `  ${summary}`).join("\n");
    const what = "action" in access ? `${access.action} on ${access.resource}` : `${access.role} on ${access.on}`;
    const may = pass ? "may" : "may not";
    return { pass, message: () => `${blueprint.subject.name} ${may} ${what}. It may:\n${grants || "  nothing"}` };
  },

  /** The declaration is refused with a problem of this code, at this prop where one is given. */
  toHaveProblem(received: unknown, code: ProblemCode, prop?: string): Result {
    const { problems, subject } = blueprintOf(received);
    const pass = problems.some((problem) => problem.code === code && (prop === undefined || problem.prop === prop));
    const found = problems.map((problem) => `  ${problem.code} ${problem.prop}: ${problem.message}`).join("\n");
    return { pass, message: () => `${subject.name} has ${found ? `the problems\n${found}` : "no problem"}` };
  },

  /**
   * Of some secrets none is in an output: a text, a file or a folder (`cdktf.out`, a plan, a state). They are looked
   * for as they are and in the usual encodings, and not repeated in the message.
   */
  toHaveNoSecretIn(received: string | readonly string[], output: string): Result {
    const leaks = findSecrets([received].flat(), output);
    const lines = leaks.map(({ secret, form, where }) => `  secret ${secret} as ${form} in ${where}`);
    return { pass: leaks.length === 0, message: () => `found\n${lines.join("\n") || "  no secret"}` };
  },

  /** An app or a stack keeps the rules, and every rule found something to look at unless it is optional. */
  toKeepPolicies(received: IConstruct, rules: readonly Rule[] = RULES): Result {
    const { findings, visited } = checkPolicies(received, rules);
    const seen = `${visited.stacks} stacks, ${visited.environments} environments, ${visited.parts} blocks were checked`;
    const lines = findings.map(({ rule, where, message }) => `  ${rule}  ${where}  ${message}`);
    return { pass: findings.length === 0, message: () => [seen, ...lines].join("\n") };
  },
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Jest's own way to declare matchers
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- as in @types/jest
    interface Matchers<R, T = {}> {
      toMountKey(key: string, source?: KeySource): R;
      toAllow(access: Access): R;
      toHaveProblem(code: ProblemCode, prop?: string): R;
      toHaveNoSecretIn(output: string): R;
      toKeepPolicies(rules?: readonly Rule[]): R;
    }
  }
}
