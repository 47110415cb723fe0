import { documentationOf } from "../core/problem";
import type { ProblemCode } from "../core/problem-codes";

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

/** The command line names something that does not exist, or asks for what can't be done. */
export class UsageError extends Error {
  /** @param code Code of the problem, where `docs/errors.md` has more to say of it. */
  constructor(
    message: string,
    readonly code?: ProblemCode,
  ) {
    super(message);
  }
}

/** The sentence, with its code and page where it has one. */
export function usageText({ message, code }: UsageError): string {
  return code === undefined ? message : `${code}  ${message}  ${documentationOf(code)}`;
}
