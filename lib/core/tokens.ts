import { isTokenKey } from "./text";

/** What cdktf stands a token for, beside texts. */
export type ForeignKind = "number" | "list" | "map";

const LIST_ITEM = /^#\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
const MAP_KEY = /^&\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
/** The first 16 bits of a number that is a token, and of the one number of a list that is one: cdktf's own marks. */
const NUMBER_MARK = 0xfdff;
const NUMBER_LIST_MARK = 0xfbff;

/**
 * Whether a value is a number, a list or a map in whose place cdktf put a token.
 *
 * @see https://developer.hashicorp.com/terraform/cdktf/concepts/tokens
 */
export function foreignKind(value: unknown): ForeignKind | undefined {
  if (typeof value === "number") return markOf(value) === NUMBER_MARK ? "number" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return isListToken(value) ? "list" : undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && holdsKey(MAP_KEY, keys[0]) ? "map" : undefined;
}

function isListToken([item]: readonly unknown[]): boolean {
  return typeof item === "number" ? markOf(item) === NUMBER_LIST_MARK : holdsKey(LIST_ITEM, item);
}

/** A text that only looks like a token is a text. */
function holdsKey(form: RegExp, text: unknown): boolean {
  const key = typeof text === "string" ? form.exec(text)?.[1] : undefined;
  return key !== undefined && isTokenKey(key);
}

function markOf(value: number): number {
  return new DataView(new Float64Array([value]).buffer).getUint16(6, true);
}
