import { Reference } from "../core/expression";
import { RESTART_ANNOTATION } from "../engine/objects";
import { displayText } from "../core/text";

/** More than these are no longer read one by one. */
const MOST = 12;

/** Parameters that are a text of all files: a key that is new or goes is told as a key. */
const FILES = ["spec.parameters.objects", "spec.parameters.secrets"];

/** What changes in a Kubernetes object, field by field: `spec.replicas of the MendixApp changes from 1 to 2.` */
export function fieldChanges(kind: string, before: unknown, after: unknown): readonly string[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  // A long list is told as one.
  if (names.length > MOST) return [`The ${kind} changes.`];
  return names.map((name) => {
    if (FILES.includes(name)) return `The files that the ${kind} mounts change, or where they come from.`;
    const [from, to] = [old.get(name), now.get(name)].map((value) => value && shown(value));
    if (from === undefined) return `${name} of the ${kind} is new: ${to}.`;
    if (to === undefined) return `${name} of the ${kind} goes; it was ${from}.`;
    return `${name} of the ${kind} changes from ${from} to ${to}.`;
  });
}

/** Every text, number and truth value in an object by its path; the restart's own annotation is told as a restart. */
function fieldsOf(value: unknown, at = ""): ReadonlyMap<string, string> {
  if (typeof value !== "object" || value === null || Reference.isReference(value)) {
    return new Map([[at, displayText(String(value))]]);
  }
  const entries = Object.entries(value).filter(([key]) => key !== RESTART_ANNOTATION);
  return new Map(
    entries.flatMap(([key, inner]) => [...fieldsOf(inner, Array.isArray(value) ? `${at}[${key}]` : join(at, key))]),
  );
}

function join(at: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${at}[${JSON.stringify(key)}]`;
  return at === "" ? key : `${at}.${key}`;
}

function shown(value: string): string {
  const text = value.replace(/\s+/g, " ");
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
