import { PLACEHOLDER } from "../../lib/core/placeholder";

/** A text of one byte more than the store takes. */
export const tooLong = (maxBytes: number) => `format("%0${maxBytes + 1}d", 0)`;

/** The expression of a write that the store refuses where a variable holds the placeholder. */
export function refusing(variables: readonly string[], refused: string, argument: string): string {
  const list = variables.map((variable) => `var.${variable}`).join(", ");
  return `\${contains([${list}], "${PLACEHOLDER}") ? ${refused} : ${argument}}`;
}
