import type * as yaml from "yaml";

/**
 * YAML that every reader takes the same way: strings that YAML 1.1 would read as something else (`on`, `0777`) are
 * quoted, lines are never folded, and there are no anchors.
 */
export function toYaml(value: unknown): string {
  // Loaded when the first text is written: it would be a fifth of this library's load.
  const { stringify } = require("yaml") as typeof yaml;
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}

/**
 * Adds a property whose YAML text is written when it is first read. Names and permissions of thousands of environments
 * are checked without a text of theirs.
 */
export function withYaml<T extends object, K extends string>(
  object: T,
  key: K,
  value: unknown,
): T & Readonly<Record<K, string>> {
  let text: string | undefined;
  return Object.defineProperty(object, key, {
    enumerable: true,
    get: () => (text ??= toYaml(value)),
  }) as T & Readonly<Record<K, string>>;
}
