import type { Blueprint } from "../core/blueprint";
import { describeEnvironment } from "../environment/describe";
import type { MendixSecretStoreEnvironment } from "../environment/environment";
import type { MendixSecretStoreEnvironmentProps } from "../environment/props";

/** What can be tested: an environment in a stack, its blueprint, or props of which nothing was made yet. */
export type Testable = MendixSecretStoreEnvironment | MendixSecretStoreEnvironmentProps | Blueprint;

/** The blueprint of what a test was given. */
export function blueprintOf(received: unknown): Blueprint {
  if (typeof received !== "object" || received === null) throw new TypeError(EXPECTED);
  if ("blueprint" in received) return received.blueprint as Blueprint;
  if ("entries" in received && "grants" in received) return received as Blueprint;
  if ("store" in received && "name" in received)
    return describeEnvironment(received as MendixSecretStoreEnvironmentProps);
  throw new TypeError(EXPECTED);
}

const EXPECTED = "expected a MendixSecretStoreEnvironment, its props or its blueprint";
