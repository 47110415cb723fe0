import * as fc from "fast-check";
import { describeEnvironment, type MendixSecretStoreEnvironmentProps, type Problem } from "../../lib";
import { collisionProblems } from "../../lib/engine/collisions";
import { planStack } from "../../lib/declaration/stack-plan";
import type { TerraformArguments } from "../../lib/declaration/stack-options";
import { WAYS_OF_ENTRIES } from "./neighbours-entries";
import { WAYS_OF_STATES } from "./neighbours-states";

/** An environment, and the backend of its stack where a pair is about states. */
export interface Neighbour {
  readonly props: MendixSecretStoreEnvironmentProps;
  readonly backend?: Readonly<Record<string, TerraformArguments>>;
}

/** Two environments that share what no two may share, and two that differ in just that. */
export interface Neighbours {
  readonly shared: readonly [Neighbour, Neighbour];
  readonly apart: readonly [Neighbour, Neighbour];
}

/** Names that differ from pair to pair. */
export interface Words {
  readonly one: string;
  readonly two: string;
  readonly third: string;
  readonly namespace: string;
}

/** A way in which two environments share something, as a function of their names. */
export interface Way {
  readonly title: string;
  readonly pair: (words: Words) => Neighbours;
}

export const WAYS_TO_SHARE: readonly Way[] = [...WAYS_OF_ENTRIES, ...WAYS_OF_STATES];

const word = fc.stringMatching(/^[a-z]([a-z0-9]{0,6}-)?[a-z0-9]{1,5}$/);

/** Three names that differ, and a namespace. */
export const words: fc.Arbitrary<Words> = fc
  .tuple(fc.uniqueArray(word, { minLength: 3, maxLength: 3 }), word)
  .map(([[one = "", two = "", third = ""], namespace]) => ({ one, two, third, namespace }));

/** What was expected of a pair and did not happen; nothing, if all is well. */
export function faultsOfNeighbours(way: Way, given: Words, look = problemsOf): readonly string[] {
  const { shared, apart } = way.pair(given);
  const [told, alarms] = [look(shared), look(apart)];
  const faults = told.some(({ code }) => code === "MX-COLLISION") ? [] : ["two that share it are not refused"];
  const wrong = [...told.filter(({ code }) => code !== "MX-COLLISION"), ...alarms];
  return [...faults, ...wrong.map(({ code, prop, message }) => `refused for nothing: ${code} ${prop} ${message}`)];
}

function problemsOf(pair: readonly [Neighbour, Neighbour]): readonly Problem[] {
  const owners = pair.map(({ props, backend }, index) => {
    const blueprint = describeEnvironment(props);
    const claims = backend ? planStack(blueprint, { backend }).claims : [];
    const { subject, variables, problems, providers, places, keys, entries } = blueprint;
    const declared = { subject, variables, problems, providers, places, keys, entries };
    return {
      blueprint: { ...declared, claims: [...blueprint.claims, ...claims] },
      owner: `environment${index}`,
      stack: `stack${index}`,
    };
  });
  return [...owners.flatMap(({ blueprint }) => blueprint.problems), ...collisionProblems(owners)];
}
