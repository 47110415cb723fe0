import { Fn, Token } from "cdktf";
import { functionArgument } from "../json";
import { PLACEHOLDER } from "../placeholder";
import type { SecretValue } from "../secret-value";

/** A secret and the expression of its value. */
export interface Carried {
  readonly value: SecretValue;
  readonly expression: string;
}

/**
 * The argument of a write, which becomes what the store refuses as soon as one of the variables in it holds the
 * placeholder. A write-only argument counts only when it is written, so a plan that writes nothing is not disturbed.
 */
export function refusingPlaceholder(argument: string, carried: readonly Carried[], refused: string): string {
  const variables = carried.filter(({ value }) => value.origin.kind === "variable");
  if (variables.length === 0) return argument;
  const expressions = variables.map(({ expression }) => expression);
  const held = Fn.contains(expressions, PLACEHOLDER) as string;
  return Token.asString(Fn.conditional(held, refused, argument));
}

/** A text of one byte more than the store takes; Terraform makes it, so that the output stays short. */
export function tooLong(maxBytes: number): string {
  return Token.asString(Fn.format(`%0${maxBytes + 1}d`, [0]));
}

/** A text that is no JSON, for a store that takes nothing else. It says what is wrong where the provider prints it. */
export function noJson(): string {
  return functionArgument("a variable holds the placeholder: export the real values");
}
