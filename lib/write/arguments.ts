import {
  Address,
  isExpression,
  isSecretText,
  isVerbatim,
  Template,
  type Expression,
  type MaybeSecret,
  type Reference,
  type WriteOnlyBlock,
} from "../core/expression";
import type { Condition, Lifecycle, Resource } from "../core/resource";
import { escapeTemplate } from "../core/text";

/** How a block's arguments are named: as the bindings do, or as Terraform does. */
export type Naming = (argument: string) => string;

/** What a writer makes of names and expressions. */
export interface Style {
  readonly name: Naming;
  readonly expression: (expression: Expression) => string;
}

type Fields = Readonly<Record<string, MaybeSecret | undefined>>;

/** A value as plain data: texts escaped, expressions as the writer has them. */
export function encode(value: MaybeSecret | WriteOnlyBlock, style: Style): unknown {
  if (typeof value === "string") return escapeTemplate(value);
  if (value === null || typeof value !== "object") return value;
  if (isSecretText(value)) return style.expression(value.expression);
  if (isExpression(value)) return style.expression(value);
  if (Array.isArray(value)) return value.map((item: MaybeSecret) => encode(item, style));
  // Names inside a map of the user's are data; Terraform's own keep their form.
  if (isVerbatim(value)) return encodeFields(value.entries, { ...style, name: keep }, escapeTemplate);
  return encodeFields(value as Fields, style, style.name);
}

/** Terraform's own names. */
export const keep: Naming = (argument) => argument;

function encodeFields(fields: Fields, style: Style, key: Naming): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([field, value]) => [key(field), encode(value as MaybeSecret, style)]));
}

/** All arguments of a resource, write-only ones among them. */
export function encodedArguments({ arguments: given, writeOnly = {} }: Resource, style: Style) {
  return merged(encode(given, style), encode(writeOnly, style));
}

/** A write-only argument can stand in a block whose other arguments are ordinary ones. */
function merged(some: unknown, others: unknown): Record<string, unknown> {
  const result = { ...(some as Record<string, unknown>) };
  for (const [name, value] of Object.entries(others as Record<string, unknown>)) {
    const mine = result[name];
    result[name] = isObject(mine) && isObject(value) ? merged(mine, value) : value;
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A lifecycle with its conditions encoded; its own names are the bindings'. */
export function encodedLifecycle(lifecycle: Lifecycle, style: Style): object {
  const { precondition, postcondition, replaceTriggeredBy, ...rest } = lifecycle;
  const conditions = (given: readonly Condition[]) => given.map((one) => encode({ ...one }, style));
  return {
    ...rest,
    // Terraform wants them bare, and not as expressions.
    ...(replaceTriggeredBy && { replaceTriggeredBy: replaceTriggeredBy.map((one) => style.expression(bare(one))) }),
    ...(precondition && { precondition: conditions(precondition) }),
    ...(postcondition && { postcondition: conditions(postcondition) }),
  };
}

function bare({ of, attribute }: Reference): Template {
  return new Template([new Address(of), `.${attribute}`]);
}
