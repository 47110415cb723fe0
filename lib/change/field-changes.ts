import { Reference } from "../core/expression";
import { RESTART_ANNOTATION } from "../engine/objects";
import { displayText } from "../core/text";

/** More than these are no longer read one by one. */
const MOST = 12;

/** What changes in a Kubernetes object, field by field: `spec.replicas of the MendixApp changes from 1 to 2.` */
export function fieldChanges(kind: string, before: unknown, after: unknown): readonly string[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  // Parameters of a SecretProviderClass repeat the keys, which are told as keys; a long list is told as one.
  if (names.length > MOST || names.some((name) => name.startsWith("spec.parameters."))) return [`The ${kind} changes.`];
  return names.map((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    if (from === undefined) return `${name} of the ${kind} is new: ${to}.`;
    if (to === undefined) return `${name} of the ${kind} goes; it was ${from}.`;
    return `${name} of the ${kind} changes from ${from} to ${to}.`;
  });
}

/** Every text, number and truth value in an object by its path; the restart's own annotation is told as a restart. */
function fieldsOf(value: unknown, at = ""): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Reference.isReference(value)) return new Map([[at, shown(value)]]);
  const entries = Object.entries(value).filter(([key]) => key !== RESTART_ANNOTATION);
  return new Map(
    entries.flatMap(([key, inner]) => [...fieldsOf(inner, Array.isArray(value) ? `${at}[${key}]` : join(at, key))]),
  );
}

function join(at: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${at}[${JSON.stringify(key)}]`;
  return at === "" ? key : `${at}.${key}`;
}

function shown(value: unknown): string {
  const text = displayText(String(value)).replace(/\s+/g, " ");
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
