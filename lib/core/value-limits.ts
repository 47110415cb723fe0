/** What a store asks of the values that it takes. */
export interface ValueLimits {
  /** Most bytes of one value. */
  readonly maxBytes?: number;
  /** Whether the store loses newlines. @default false */
  readonly singleLine?: boolean;
}
