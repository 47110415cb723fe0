/** Who says a text. */
export type Speaker =
  "driver" | "kubelet" | "Kubernetes" | "Vault" | "AWS" | "Azure" | "Google" | "External Secrets Operator";

/** A text of a failed mount, and what it means. */
export interface EventText {
  /** Stable id, and the anchor of its section in the docs. */
  readonly id: string;
  readonly speaker: Speaker;
  /** What is stable in the text; its named groups are what varies. */
  readonly says: RegExp;
  /** The text as it was seen, without what the driver puts before it. */
  readonly example: string;
  /** What is wrong. `$<name>` is what varied. */
  readonly cause: string;
  /** What to do. */
  readonly fix: string;
}
