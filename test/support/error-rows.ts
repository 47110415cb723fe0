import { describeEnvironment, type MendixSecretStoreEnvironmentProps, type Problem, type ProblemCode } from "../../lib";
import { sample } from "./samples";

/** A declaration that is wrong in one way, and what a person has to read about it. */
export interface ErrorRow {
  readonly code: ProblemCode;
  readonly prop: string;
  /** What the message repeats of the declaration, or says is missing. */
  readonly shows: string;
  /** What the fix says to write. */
  readonly fix: string;
  readonly problems: () => readonly Problem[];
}

/** Stands in the rows for a secret that a user wrote as text: no message repeats it. */
export const SECRET = "canary-5d20";

/** A row whose problem is in the blueprint of one environment. */
export function wrong(
  code: ProblemCode,
  prop: string,
  changes: Partial<Record<keyof MendixSecretStoreEnvironmentProps, unknown>>,
  shows: string,
  fix: string,
): ErrorRow {
  const props = () => sample(changes as Partial<MendixSecretStoreEnvironmentProps>);
  return { code, prop, shows, fix, problems: () => describeEnvironment(props()).problems };
}
