import { isExpression, isSecretText, isVerbatim } from "../core/expression";
import type { Resource } from "../core/resource";
import { isJsonObject } from "../core/json";
import { expressionText } from "../write/render";

/** Everything that a resource holds, by its path in the block: what two revisions are compared by. */
export type Leaves = ReadonlyMap<string, string>;

/**
 * The leaves of a resource. A text that is the JSON of an object is looked into, because a reviewer reads a policy and
 * not a string. What is not known here is equal to any other such thing; of a secret the way in counts, never more.
 */
export function leavesOf(resource: Resource): Leaves {
  const leaves = new Map<string, string>();
  const { arguments: given, writeOnly, provider, lifecycle, after, importId } = resource;
  collect(leaves, "", given);
  collect(leaves, "", writeOnly);
  collect(leaves, "lifecycle", lifecycle);
  if (provider) leaves.set("provider", String(provider));
  if (importId !== undefined) leaves.set("import", importId);
  if (after !== undefined) leaves.set("depends_on", typeof after === "string" ? after : after.join(", "));
  return leaves;
}

/** The leaves of any data. */
export function dataLeaves(value: unknown): Leaves {
  const leaves = new Map<string, string>();
  collect(leaves, "", value);
  return leaves;
}

/** A path's end: `tags`, `["team.name"]`, `[0]`. */
export function join(at: string, key: string | number): string {
  if (typeof key === "number") return `${at}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${at}[${JSON.stringify(key)}]`;
  return at === "" ? key : `${at}.${key}`;
}

function collect(leaves: Map<string, string>, at: string, value: unknown): void {
  if (value === undefined) return;
  if (isSecretText(value) || isExpression(value)) leaves.set(at, expressionText(value, NAMES));
  else if (isVerbatim(value)) collect(leaves, at, value.entries);
  else if (typeof value === "string" && isJsonObject(value)) collect(leaves, at, JSON.parse(value));
  else if (Array.isArray(value)) value.forEach((item, index) => collect(leaves, join(at, index), item));
  else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(leaves, join(at, key), item);
  } else leaves.set(at, typeof value === "string" ? value : JSON.stringify(value));
}

const NAMES = {
  address: ({ of }: { readonly of: string }) => of,
  foreign: () => "(known after apply)",
};
