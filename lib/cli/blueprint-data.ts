import type { Blueprint } from "../core/blueprint";
import { keysOf } from "../core/entry";
import { importable } from "../engine/take-over";
import { displayText } from "../core/text";

/** A blueprint as data for programs. Its fields are stable; what the library needs for itself is left out. */
export function blueprintData(blueprint: Blueprint) {
  const { subject, versions, store, delivery, identity, keys, entries, grants, gates, steps, variables } = blueprint;
  return {
    name: subject.name,
    namespace: subject.namespace,
    cluster: { name: subject.cluster.name, kind: subject.cluster.kind },
    ...(subject.namedAs ? { namedAs: subject.namedAs } : {}),
    versions,
    store,
    delivery,
    ...(identity ? { identity } : {}),
    ...(blueprint.storeLogin ? { storeLogin: blueprint.storeLogin } : {}),
    keys: keys.map((key) => ({ ...key, entry: displayText(nameOf(blueprint, key.entry)) })),
    entries: entries.map((entry) => ({
      name: displayText(entry.name),
      kind: entry.content.kind,
      keys: keysOf(entry),
    })),
    grants,
    gates: gates.map(({ gate, feature, needs }) => ({ gate, feature, needs })),
    steps: steps.map((step) => ({ ...step, does: displayText(step.does) })),
    variables: variables.map((variable) => ({ ...variable, environmentVariable: `TF_VAR_${variable.name}` })),
    creates: blueprint.creates,
    takeOver: importable(blueprint.resources),
    warnings: blueprint.warnings,
  };
}

function nameOf({ entries }: Blueprint, id: string): string {
  return entries.find((entry) => entry.id === id)?.name ?? id;
}
