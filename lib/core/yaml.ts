import type * as yaml from "yaml";
import { plainYaml } from "./plain-yaml";

/**
 * YAML that every reader takes the same way: strings that YAML 1.1 would read as something else (`on`, `0777`) are
 * quoted, lines are never folded, and there are no anchors.
 */
export function toYaml(value: unknown): string {
  return plainYaml(value) ?? libraryYaml(value);
}

/** The same, written by the library whatever it is. */
export function libraryYaml(value: unknown): string {
  // Loaded when the first text is written: it would be a fifth of this library's load.
  const { stringify } = require("yaml") as typeof yaml;
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}

/** What the text of a property is written from, on the object that has the property. */
const SOURCE = Symbol("source of the YAML text");

/**
 * Adds a property whose YAML text is written when it is first read. Names, permissions and sizes of thousands of
 * environments are checked without a text of theirs.
 */
export function withYaml<T extends object, K extends string, V>(
  object: T,
  key: K,
  value: V,
  write?: (value: V) => string,
): T & Readonly<Record<K, string>>;
export function withYaml<T extends object, K extends string, V, R>(
  object: T,
  key: K,
  value: V,
  write: (value: V) => R,
): T & Readonly<Record<K, R>>;
export function withYaml<T extends object, K extends string, V, R>(
  object: T,
  key: K,
  value: V,
  write: (value: V) => R | string = toYaml,
): T & Readonly<Record<K, R | string>> {
  let text: R | string | undefined;
  Object.defineProperty(object, SOURCE, { value });
  return Object.defineProperty(object, key, {
    enumerable: true,
    get: () => (text ??= write(value)),
  }) as T & Readonly<Record<K, R | string>>;
}

/** What the YAML text of a property is written from, without writing it; undefined where it is no such property. */
export function sourceOf(object: object, key: string): unknown {
  const isYaml = SOURCE in object && Object.getOwnPropertyDescriptor(object, key)?.get !== undefined;
  return isYaml ? object[SOURCE] : undefined;
}

/** Indentation, quotes and escapes make a YAML text, even one inside another, this many times its JSON at most. */
const YAML_TO_JSON = 16;

/** At least the bytes that a value has as JSON. It writes no text of `withYaml` to know. */
export function mostBytes(value: unknown): number {
  if (typeof value === "string") return 6 * value.length + 2;
  if (typeof value === "number" || typeof value === "boolean") return 25;
  if (value === null || value === undefined) return 4;
  if (typeof value !== "object") return Infinity;
  let sum = 2;
  for (const key of Object.keys(value)) sum += mostBytes(key) + 2 + mostBytesOf(value, key);
  return sum;
}

function mostBytesOf(holder: object, key: string): number {
  const isUnwritten = SOURCE in holder && Object.getOwnPropertyDescriptor(holder, key)?.get !== undefined;
  if (!isUnwritten) return mostBytes((holder as Record<string, unknown>)[key]);
  return Buffer.byteLength(JSON.stringify(holder[SOURCE]), "utf8") * YAML_TO_JSON;
}
