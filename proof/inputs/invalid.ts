import {
  describeEnvironment,
  InvalidDeclarationError,
  MendixSecretStoreEnvironment,
  PROBLEM_CODES,
  type MendixSecretStoreEnvironmentProps,
  type Problem,
} from "../../lib";
import { newStack } from "../support/synthesis";

/** Milliseconds after which a description counts as hung. */
const HUNG = 2_000;

/** What became of a declaration that may be wrong. */
export interface Outcome {
  readonly refused: boolean;
  readonly codes: readonly string[];
  /** What a person should never see; empty, if all is well. */
  readonly faults: readonly string[];
}

/** Describes and synthesizes a declaration that may be wrong: it is refused with clear problems, or works. */
export function outcomeOf(props: MendixSecretStoreEnvironmentProps): Outcome {
  const begin = performance.now();
  let problems: readonly Problem[];
  try {
    problems = describeEnvironment(props).problems;
  } catch (error) {
    return { refused: false, codes: [], faults: [`describe threw ${firstLines(error)}`] };
  }
  const faults = problems.flatMap(unclear);
  if (performance.now() - begin > HUNG) faults.push("describe took too long");
  faults.push(...synthesisFaults(props, problems.length > 0));
  return { refused: problems.length > 0, codes: problems.map(({ code }) => code), faults };
}

/** A problem says where, what and what to write, in words and without what JavaScript makes of an object. */
function unclear({ code, prop, message, fix }: Problem): string[] {
  const text = `${code} ${prop}: ${message} ${fix}`;
  const faults: string[] = [];
  if (!Object.hasOwn(PROBLEM_CODES, code)) faults.push(`unknown code: ${text}`);
  if (!prop || !message || !fix) faults.push(`incomplete: ${text}`);
  if (/\[object|\bat .*\.js:\d|TfToken|\u0000/.test(text)) faults.push(`not for people: ${text.slice(0, 300)}`);
  if (text.length > 1_500) faults.push(`too long: ${text.slice(0, 300)}...`);
  return faults;
}

function synthesisFaults(props: MendixSecretStoreEnvironmentProps, refused: boolean): string[] {
  const stack = newStack();
  try {
    new MendixSecretStoreEnvironment(stack, "environment", props);
  } catch (error) {
    return [`the constructor threw ${firstLines(error)}`];
  }
  try {
    stack.toTerraform();
  } catch (error) {
    if (error instanceof InvalidDeclarationError && (refused || isForeignToken(error))) return [];
    return [`synthesis threw ${firstLines(error)}`];
  }
  return refused ? ["a refused declaration was synthesized"] : [];
}

/** The token of an ephemeral value is a throwaway stack's here; only the finished stack shows that. */
function isForeignToken({ problems }: InvalidDeclarationError): boolean {
  return problems.every(({ code }) => code === "MX-SECRET-STACK");
}

function firstLines(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ") : String(error);
}
