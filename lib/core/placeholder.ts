import { call, Choice, secretCall, SecretText, type MaybeSecret } from "../core/expression";
import type { SecretValue } from "./secret-value";

/**
 * What stands in a variable for a value that is not at hand: a plan takes it, and a store refuses to write it. A
 * variable's validation could not do that: Terraform checks it in every plan, also in one that writes nothing.
 */
export const PLACEHOLDER = "placeholder-never-written";

/** A secret and the expression of its value. */
export interface Carried {
  readonly value: SecretValue;
  readonly text: SecretText;
}

/**
 * The argument of a write, which becomes what the store refuses as soon as one of the variables in it holds the
 * placeholder. A write-only argument counts only when it is written, so a plan that writes nothing is not disturbed.
 */
export function refusingPlaceholder(
  argument: SecretText,
  carried: readonly Carried[],
  refused: MaybeSecret,
): SecretText {
  const variables = carried.filter(({ value }) => value.origin.kind === "variable").map(({ text }) => text);
  if (variables.length === 0) return argument;
  const held = secretCall("contains", variables, PLACEHOLDER);
  return new SecretText(new Choice(held, refused, argument));
}

/** A text of one byte more than the store takes; Terraform makes it, so that the output stays short. */
export function tooLong(maxBytes: number): MaybeSecret {
  return call("format", `%0${maxBytes + 1}d`, 0);
}

/** A text that is no JSON, for a store that takes nothing else. It says what is wrong where the provider prints it. */
export const NO_JSON = "a variable holds the placeholder: export the real values";
