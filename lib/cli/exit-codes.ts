/** How a command ended, as a pipeline reads it. */
export const EXIT = {
  /** Done; nothing is wrong. */
  OK: 0,
  /** The declarations have problems, or `diff --exit-code` found changes. */
  PROBLEMS: 1,
  /** The command line is wrong, or names what does not exist. */
  USAGE: 2,
  /** Something failed that is nobody's declaration: a disk, a program, a bug. */
  FAILURE: 3,
} as const;

/** The command line names something that does not exist. */
export class UsageError extends Error {}
