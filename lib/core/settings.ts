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
  const references = new Map(knownAfterApply.map((reference) => [String(reference), reference]));
  const { parts } = withExpressions(`${as}: ${does}`, references);
  return parts.length === 1 ? (parts[0] ?? "") : new Template(parts);
}

/** A text with expressions in the place of what stands for them. */
export function withExpressions(text: string, expressions: ReadonlyMap<string, Expression>): Template {
  let parts: readonly (string | Expression)[] = [text];
  for (const [shown, expression] of expressions) parts = parts.flatMap((part) => split(part, shown, expression));
  return new Template(parts.flatMap(textParts));
}

/** A text with a token of the user's is what carries the token. */
function textParts(part: string | Expression): readonly (string | Expression)[] {
  if (typeof part !== "string") return [part];
  const value = textValue(part);
  return typeof value === "object" && value.kind === "template" ? value.parts : [value];
}

function split(part: string | Expression, shown: string, expression: Expression): readonly (string | Expression)[] {
  if (typeof part !== "string") return [part];
  const inside = expression.kind === "template" ? expression.parts : [expression];
  return part
    .split(shown)
    .flatMap((text, index) => (index === 0 ? [text] : [...inside, text]))
    .filter((piece) => piece !== "");
}

function mapFields<T, R>(fields: Readonly<Record<string, T>>, map: (value: T) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value)]));
}
