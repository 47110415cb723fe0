import { isExpression, isSecretText, isVerbatim } from "../core/expression";
import type { Resource } from "../core/resource";
import { isJsonObject } from "../values/json";
import { expressionText } from "../write/render";

/** Everything that a resource holds, by its path in the block: what two revisions are compared by. */
export interface Leaves {
  readonly values: ReadonlyMap<string, string>;
  /** Texts that were looked into, as they are written. */
  readonly texts: ReadonlyMap<string, string>;
}

/** One leaf that differs. A text that means the same and is written in another way is the same `from` and `to`. */
export interface LeafDifference {
  /** Path in the block: `tags.team`, `policy.Statement[0].Action[1]`. */
  readonly leaf: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * The leaves of a resource. A text that is the JSON of an object is looked into, because a reviewer reads a policy and
 * not a string. What is not known here is equal to any other such thing; of a secret the way in counts, never more.
 */
export function leavesOf(resource: Resource): Leaves {
  const leaves = new Collector();
  const { arguments: given, writeOnly, provider, lifecycle, after, importId } = resource;
  leaves.fields("", given);
  if (writeOnly) leaves.fields("", writeOnly);
  leaves.collect("lifecycle", lifecycle);
  leaves.collect("provider", provider && String(provider));
  leaves.collect("import", importId);
  leaves.collect("depends_on", typeof after === "object" ? after.join(", ") : after);
  return leaves;
}

/** The leaves of any data. */
export function dataLeaves(value: object): Leaves {
  const leaves = new Collector();
  leaves.fields("", value);
  return leaves;
}

export function leafDifferences(before: Leaves, after: Leaves): readonly LeafDifference[] {
  const names = [...new Set([...before.values.keys(), ...after.values.keys()])];
  const changed = names
    .map((leaf) => ({ leaf, from: before.values.get(leaf), to: after.values.get(leaf) }))
    .filter(({ from, to }) => from !== to);
  const rewritten = [...after.texts].filter(([at, text]) => {
    const earlier = before.texts.get(at);
    return earlier !== undefined && earlier !== text && !changed.some(({ leaf }) => leaf.startsWith(at));
  });
  return [...changed, ...rewritten.map(([leaf, text]) => ({ leaf, from: text, to: text }))];
}

/** A path's end: `tags`, `["team.name"]`, `[0]`. */
export function join(at: string, key: string | number): string {
  if (typeof key === "number") return `${at}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${at}[${JSON.stringify(key)}]`;
  return at === "" ? key : `${at}.${key}`;
}

class Collector implements Leaves {
  readonly values = new Map<string, string>();
  readonly texts = new Map<string, string>();

  fields(at: string, value: object): void {
    for (const [key, item] of Object.entries(value)) this.collect(join(at, key), item);
  }

  collect(at: string, value: unknown): void {
    if (value === undefined) return;
    if (isSecretText(value) || isExpression(value)) this.values.set(at, expressionLeaf(expressionText(value, NAMES)));
    else if (isVerbatim(value)) this.collect(at, value.entries);
    else if (typeof value === "string") this.text(at, value);
    else if (Array.isArray(value)) this.list(at, value);
    else if (typeof value === "object" && value !== null) this.map(at, value);
    else this.values.set(at, JSON.stringify(value));
  }

  private text(at: string, text: string): void {
    if (!isJsonObject(text)) {
      this.values.set(at, textLeaf(text));
      return;
    }
    this.texts.set(at, text);
    this.collect(at, JSON.parse(text));
  }

  /** An empty list or map is written, too. */
  private list(at: string, items: readonly unknown[]): void {
    if (items.length === 0) this.values.set(at, "[]");
    items.forEach((item, index) => this.collect(join(at, index), item));
  }

  private map(at: string, value: object): void {
    if (Object.values(value).every((item) => item === undefined)) this.values.set(at, "{}");
    this.fields(at, value);
  }
}

const UNKNOWN = "(known after apply)";

const NAMES = {
  address: ({ of }: { readonly of: string }) => of,
  foreign: () => UNKNOWN,
};

/** Data never reads like what Terraform computes. */
function expressionLeaf(text: string): string {
  return text === UNKNOWN ? text : `\${${text}}`;
}

const READS_LIKE_ANOTHER =
  /^(true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?|\$\{.*|\[\]|\{\}|".*|\(known after apply\))$/s;

/** In quotes where it would read like something else: a number, a truth value, an expression. */
function textLeaf(text: string): string {
  return READS_LIKE_ANOTHER.test(text) ? JSON.stringify(text) : text;
}
