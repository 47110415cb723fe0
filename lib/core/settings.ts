import { Reference, Template, Verbatim, type Expression, type Value } from "../core/expression";
import type { Setting } from "./entry";
import type { Step } from "./share";
import { textValue } from "./text";

/** A setting as an argument of a resource. */
export function settingValue(setting: Setting): string | Expression {
  return Reference.isReference(setting) ? setting : textValue(setting);
}

/** Settings by their key as arguments of a resource. */
export function settingValues(settings: Readonly<Record<string, Setting>>): Readonly<Record<string, Value>> {
  return mapFields(settings, settingValue);
}

/** Texts of the user's under keys of the user's: tags, labels. */
export function textMap(texts: Readonly<Record<string, string>> | undefined): Verbatim | undefined {
  return texts && new Verbatim(texts);
}

/** What a step says, with references in the place of what only an apply makes known. */
export function stepText({ as, does, knownAfterApply = [] }: Step): Value {
  let parts: readonly (string | Reference)[] = [`${as}: ${does}`];
  for (const reference of knownAfterApply) parts = parts.flatMap((part) => split(part, reference));
  const values = parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    const value = textValue(part);
    return typeof value === "object" && value.kind === "template" ? value.parts : [value];
  });
  return values.length === 1 ? (values[0] ?? "") : new Template(values);
}

function split(part: string | Reference, reference: Reference): readonly (string | Reference)[] {
  if (typeof part !== "string") return [part];
  return part
    .split(String(reference))
    .flatMap((text, index) => (index === 0 ? [text] : [reference, text]))
    .filter((piece) => piece !== "");
}

function mapFields<T, R>(fields: Readonly<Record<string, T>>, map: (value: T) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value)]));
}
