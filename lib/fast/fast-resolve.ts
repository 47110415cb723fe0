import type * as resolving from "cdktf/lib/tokens/private/resolve";

type Resolve = typeof resolving.resolve;

/** Begins the text of every token but a number's. */
const TOKEN = "TfToken[";
const LIST_TOKEN = "#{TfToken[";

/** How a number token is written inside a text: it is so large that it has an exponent. */
const NUMBER_TOKEN = /[\d.]e\+?\d\d/i;

/** Depth from which cdktf takes a value for one that holds itself. */
const DEEPEST = 200;

/**
 * Copies what has no token in it, and leaves everything else to cdktf's own `resolve`. That one makes a context for each
 * key and each value, and tries four expressions on each text, to come to the same copy.
 */
export function fastResolve(resolve: Resolve): Resolve {
  return (value, options) => {
    // Inside a token the way of writing depends on what is around it.
    if (options.previousContext) return resolve(value, options) as unknown;
    const other = (inner: unknown, path: readonly string[]) =>
      resolve(inner, { ...options, prefix: [...(options.prefix ?? []), ...path] }) as unknown;
    return copy(value, [], other);
  };
}

/** What is done with a value that can't be copied; its path stands in cdktf's messages. */
type Other = (value: unknown, path: readonly string[]) => unknown;

function copy(value: unknown, path: string[], other: Other): unknown {
  if (isPlainLeaf(value)) return value;
  if (path.length > DEEPEST) return other(value, path);
  if (isPlainList(value)) return copyList(value, path, other);
  return isPlainObject(value) ? copyObject(value, path, other) : other(value, path);
}

function copyList(list: readonly unknown[], path: string[], other: Other): unknown[] {
  return list.map((item, index) => copyInside(`${index}`, item, path, other)).filter((item) => item !== undefined);
}

function copyObject(object: Readonly<Record<string, unknown>>, path: string[], other: Other): object {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const item = copyInside(key, object[key], path, other);
    if (item !== undefined) result[key] = item;
  }
  return result;
}

function copyInside(key: string, value: unknown, path: string[], other: Other): unknown {
  path.push(key);
  const result = copy(value, path, other);
  path.pop();
  return result;
}

function isPlainLeaf(value: unknown): boolean {
  if (typeof value === "string") return isPlainText(value);
  // Number tokens, and the number that stands for a map, are negative.
  if (typeof value === "number") return value >= 0;
  return typeof value === "boolean" || value === undefined || value === null;
}

function isPlainText(text: string): boolean {
  return !text.includes(TOKEN) && !text.endsWith("Map Token Value") && !NUMBER_TOKEN.test(text);
}

/** A list token is a list that holds one special text or number. */
function isPlainList(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  return !value.some((item) =>
    typeof item === "string" ? item.includes(LIST_TOKEN) : typeof item === "number" && item < 0,
  );
}

/** Data as literals make it. Tokens and constructs have classes; a key can be a token, too. */
function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !("resolve" in value) && Object.keys(value).every(isPlainText);
}
