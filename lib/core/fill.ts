import type { ValueLimits } from "./value-limits";

/** Store's own client. */
export type FillClient = "aws" | "az" | "gcloud" | "kubectl" | "vault";

/**
 * How a person writes the value of a key into the store: by the store's own client, which reads it from its standard
 * input or from a file, never from its command line. Pure data, without the value.
 */
export interface Fill {
  readonly key: string;
  /** The store's own name of the entry. */
  readonly entry: string;
  /** Whether the entry is the environment's own, and empty until somebody fills it. */
  readonly own: boolean;
  readonly client: FillClient;
  /** Words after the client's name, up to the last one. */
  readonly words: readonly string[];
  /** The last word: for its standard input, and what stands before the path of a file. */
  readonly source: { readonly stdin: string; readonly file: string };
  /**
   * What the client reads: the value as it is, encoded, or a merge patch of a Secret with it.
   *
   * @default "plain"
   */
  readonly form?: "plain" | "base64" | "patch";
  readonly limits: ValueLimits;
  /**
   * Whether the client reads it as text, and loses carriage returns.
   *
   * @default false
   */
  readonly losesCarriageReturns?: boolean;
}

/** What a store says of a key that somebody else writes. */
export type FillCommand = Omit<Fill, "key" | "entry" | "own">;
