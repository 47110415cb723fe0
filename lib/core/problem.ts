import type { ProblemCode } from "./problem-codes";
import { redacted } from "./redact";
import { withoutSecrets } from "./secret-texts";
import { oneLine } from "./visible";

/** One thing that is wrong with a declaration. Never holds a secret value. */
export interface Problem {
  /** Stable code; `docs/errors.md` has an entry for each. */
  readonly code: ProblemCode;
  /** Internal name of the environment. */
  readonly environment: string;
  /** Path of the prop, for example `storage.region` or `constants["Shop.Title"]`. */
  readonly prop: string;
  /** What is wrong: the value given (never a secret) and what is allowed. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  /** Where the prop was written, for declarations read from files: `environments/orders.yaml:14:11`. */
  readonly location?: string;
  /** The line as it was written there, with a caret below the place; what may be a secret is left out. */
  readonly excerpt?: string;
}

/** The problem as a part reports it, before it is known whose it is. */
export type ProblemDraft = Omit<Problem, "environment" | "location" | "excerpt">;

/** Page of the documentation that explains a code. */
export function documentationOf(code: ProblemCode): string {
  return `docs/errors.md#${code.toLowerCase()}`;
}

/** Most characters of a name or path at the head of a problem. */
const HEAD_MAX = 200;

function shortened(part: string): string {
  return oneLine(part.length > HEAD_MAX ? `${part.slice(0, HEAD_MAX - 3)}...` : part);
}

/** A problem as a person reads it: where, what, and what to write. */
export function formatProblem(problem: Problem): string {
  const where = [problem.location, problem.environment, problem.prop].flatMap((part) =>
    part ? [shortened(part)] : [],
  );
  const shown = (text: string) => oneLine(withoutSecrets(text));
  const lines = [
    where.join("  "),
    ...(problem.excerpt === undefined ? [] : [problem.excerpt]),
    `  ${problem.code}  ${shown(problem.message)}`,
    `  ${shown(problem.fix)}  ${documentationOf(problem.code)}`,
  ];
  return withoutSecrets(lines.join("\n"));
}

/**
 * Thrown at synthesis when a declaration is wrong, before any file is written; it holds the problems of all
 * environments of the app.
 *
 * Node prints an uncaught error's stack and its enumerable properties, so the stack is the message and the
 * problems are not enumerable.
 */
export class InvalidDeclarationError extends Error {
  declare readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${count}, nothing was written.\n\n${problems.map(formatProblem).join("\n\n")}\n`);
    Object.defineProperty(this, "name", { value: "InvalidDeclarationError" });
    Object.defineProperty(this, "problems", { value: problems });
    this.stack = `${this.name}: ${this.message}`;
  }
}

const TOKEN_TEXT = /[$#&]\{TfToken\[[^\]]*\]\}/g;

/**
 * The value of a prop as an error shows it: quoted, shortened, on one line, without what may be secret in it; what
 * it is, where it is no text.
 */
export function quote(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value === undefined || value === null) return "nothing";
  if (typeof value !== "string") return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
  const text = redacted(value.replace(TOKEN_TEXT, "(token)"));
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}
