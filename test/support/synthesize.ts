import { Testing, TerraformStack } from "cdktf";
import { describeEnvironment, MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import type { Problem } from "../../lib";

/** What cdktf writes for a stack, as far as the tests look at it. */
export interface Synthesized {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly variable?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
}

export function newStack(id = "stack"): TerraformStack {
  return new TerraformStack(Testing.app(), id);
}

/** The stack of one environment, without cdktf's metadata. */
export function synthesize(props: MendixSecretStoreEnvironmentProps): Synthesized {
  const stack = newStack();
  new MendixSecretStoreEnvironment(stack, "environment", props);
  return synthesizeStack(stack);
}

export function synthesizeStack(stack: TerraformStack): Synthesized {
  return JSON.parse(Testing.synth(stack)) as Synthesized;
}

/** All resources of one type. */
export function resourcesOf(synthesized: Synthesized, type: string): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(synthesized.resource?.[type] ?? {});
}

/** A resource without what cdktf adds for its own use. */
export function plain(resource: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => name !== "//"));
}

/** Problems of a declaration as `code prop`. */
export function problemsOf(props: MendixSecretStoreEnvironmentProps): readonly string[] {
  return describeEnvironment(props).problems.map(({ code, prop }) => `${code} ${prop}`);
}

/** The one problem of a declaration. */
export function problemOf(props: MendixSecretStoreEnvironmentProps): Problem {
  const { problems } = describeEnvironment(props);
  const [problem] = problems;
  if (!problem || problems.length > 1)
    throw new Error(`expected one problem, got ${JSON.stringify(problems, undefined, 2)}`);
  return problem;
}
