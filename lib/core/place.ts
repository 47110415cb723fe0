import type { ProviderHandle } from "./provider-handle";

/** Where a provider acts, as far as it is known: an account, subscription or project, and a region in it. */
export interface Place {
  readonly account?: string | undefined;
  readonly subscription?: string | undefined;
  readonly project?: string | undefined;
  readonly region?: string | undefined;
  /** Context of a kubeconfig. */
  readonly context?: string | undefined;
}

/** Where a provider of the stack has to act, because names, ids and ARNs were made for that place. */
export interface NeededPlace extends Place {
  /** Local name of the provider: `aws`. */
  readonly provider: string;
  /** Prop that says where. */
  readonly prop: string;
  /** What is made there, in the reader's words: "the secrets". */
  readonly what: string;
  /**
   * Namespace of Vault by its full path, which each resource names.
   *
   * @default - the root namespace
   */
  readonly namespace?: string | undefined;
  /**
   * The provider that was given for it.
   *
   * @default - the stack's default provider
   */
  readonly handle?: ProviderHandle | undefined;
}
