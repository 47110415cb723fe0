/** What a store asks of the values that it takes. */
export interface ValueLimits {
  /** Most bytes of one value. */
  readonly maxBytes?: number;
  /** Whether the store loses newlines. @default false */
  readonly singleLine?: boolean;
  /** Whether the store takes `{{...}}` for a reference, and refuses it. @default false */
  readonly noReferences?: boolean;
}

/** What such a reference looks like, for Terraform's engine of expressions and for this one. */
export const REFERENCE = "\\{\\{[^\\x00]*\\}\\}";

/** Whether a text holds one. */
export function holdsReference(text: string): boolean {
  return new RegExp(REFERENCE).test(text);
}
