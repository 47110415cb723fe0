import { call, isExpression, secretCall, Verbatim, type SecretText, type Value } from "../core/expression";
import type { Setting } from "./entry";
import { isRecord } from "./record";
import { settingValue } from "./settings";

/** Values of a JSON document by their key. */
type Fields<V> = Readonly<Record<string, V>>;

/**
 * A JSON object of texts as an argument of Terraform. What is known is written as JSON that a reviewer can read; with
 * something that only an apply makes known among the values Terraform encodes it, so that a quote can't break it.
 */
export function jsonDocument(settings: Readonly<Record<string, Setting>>): Value {
  const sorted = Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
  const values = sorted.map(([key, setting]): [string, Value] => [key, settingValue(setting)]);
  if (!values.some(([, value]) => isExpression(value))) return JSON.stringify(Object.fromEntries(sorted));
  return call("jsonencode", new Verbatim(Object.fromEntries(values)));
}

/** A JSON object that holds secrets, for a write-only argument. */
export function secretJson(values: Fields<Value | SecretText>): SecretText {
  return secretCall("jsonencode", new Verbatim(values));
}

/** Like {@link secretJson} for dotted names: `Group.key` becomes `{"Group": {"key": ...}}`. */
export function nestedSecretJson(values: Fields<Value | SecretText>): SecretText {
  const groups: Record<string, Record<string, Value | SecretText>> = {};
  for (const [name, value] of Object.entries(values)) {
    const [group = "", key = ""] = name.split(".");
    groups[group] = { ...groups[group], [key]: value };
  }
  const nested = Object.entries(groups).map(([group, own]) => [group, new Verbatim(own)] as const);
  return secretCall("jsonencode", new Verbatim(Object.fromEntries(nested)));
}

/**
 * The trigger of a write-only document: a number that Terraform computes from what is not secret. Unchanged parts give
 * an unchanged number, so an apply rewrites the document only when its set of keys, a revision or a setting changes.
 */
export function documentTrigger(parts: Fields<Value>): Value {
  return call("parseint", call("substr", call("sha256", call("jsonencode", new Verbatim(parts))), 0, 8), 16);
}

/** Whether a text is the JSON of an object. */
export function isJsonObject(text: string): boolean {
  // Most texts are none, and to be told so by an error is dear.
  if (!/^\s*\{/.test(text)) return false;
  try {
    return isRecord(JSON.parse(text));
  } catch {
    return false;
  }
}
