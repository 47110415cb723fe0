/** What a change means to the person who reviews it, the gravest first. */
export const EFFECTS = [
  "removed",
  "replaced",
  "widened",
  "identity",
  "secret",
  "files",
  "restart",
  "added",
  "changed",
  "declared",
] as const;
/** `declared` is what the declaration only states, as the version of an Operator: nothing is changed by it. */
export type Effect = (typeof EFFECTS)[number];

/** One difference in the reader's words, before it is known whose it is. */
export interface Draft {
  readonly effect: Effect;
  readonly text: string;
  /** What it tells of, so that it is not told again as the argument of a resource. */
  readonly about?: readonly string[];
}
