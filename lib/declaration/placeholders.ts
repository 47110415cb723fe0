import type { Blueprint } from "../core/blueprint";
import { quote, type ProblemDraft } from "../core/problem";
import { namesOf } from "../core/subject";
import { didYouMean } from "../core/did-you-mean";
import { formatProp, type PropPath } from "./locate";
import type { TerraformArguments } from "./stack-options";

/** What a placeholder stands for; undefined where the cluster does not say it. */
export type Placeholders = Readonly<Record<string, string | undefined>>;

/** What follows a sign of Terraform is a text of the user's that only looks like a placeholder. */
const PLACEHOLDER = /(?<![$%])\{([A-Za-z][\w-]*)\}/g;

export function placeholdersOf({ subject }: Blueprint, stack: string): Placeholders {
  const { account, region, subscription, project } = subject.cluster;
  return { stack, ...namesOf(subject), account, region, subscription, project };
}

/** The arguments with the placeholders in their texts replaced; one that is not known stays, and is a problem. */
export function filled(given: TerraformArguments, values: Placeholders): TerraformArguments {
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(PLACEHOLDER, (text, key: string) => (Object.hasOwn(values, key) && values[key]) || text);
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === "object" && value !== null) return filled(value as TerraformArguments, values);
    return value;
  };
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, fill(value)]));
}

/** Texts whose placeholders nothing fills: Terraform would take the braces as they are. */
export function placeholderProblems(given: unknown, values: Placeholders, at: PropPath): readonly ProblemDraft[] {
  if (typeof given === "string") return unknownIn(given, values).map((key) => problemOf(key, values, at));
  if (typeof given !== "object" || given === null) return [];
  const items: readonly (readonly [string | number, unknown])[] = Array.isArray(given)
    ? given.map((item: unknown, index) => [index, item] as const)
    : Object.entries(given);
  return items.flatMap(([key, item]) => placeholderProblems(item, values, [...at, key]));
}

function unknownIn(text: string, values: Placeholders): readonly string[] {
  const keys = [...text.matchAll(PLACEHOLDER)].map(([, key = ""]) => key);
  return [...new Set(keys)].filter((key) => !Object.hasOwn(values, key) || values[key] === undefined);
}

function problemOf(key: string, values: Placeholders, at: PropPath): ProblemDraft {
  const known = Object.keys(values).filter((name) => values[name] !== undefined);
  const message = Object.hasOwn(values, key)
    ? `The cluster says no ${key} that {${key}} could stand for.`
    : `${quote(`{${key}}`)} stands for nothing.${didYouMean(key, known)}`;
  const list = known.map((name) => `{${name}}`).join(", ");
  return { code: "MX-PLACEHOLDER", prop: formatProp(at), message, fix: `Write one of ${list}.` };
}
