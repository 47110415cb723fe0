import type { DeclaredKey, GateUse, Share } from "../core/share";
import { applyGate, type AppliedGate } from "../catalogue/gates";
import { keyDefinition } from "../catalogue/keys";
import { isVersion, type Versions } from "../catalogue/versions";

/** Every gate that a declared feature or key touches, once; one that is not met is a problem. */
export function appliedGates(
  own: Share,
  shares: readonly Share[],
  keys: readonly (Pick<DeclaredKey, "key" | "prop"> & Pick<GateUse, "instead">)[],
  versions: Versions,
): readonly AppliedGate[] {
  if (!isVersion(versions.operator) || !isVersion(versions.mendix)) return [];
  const ofKeys = keys.flatMap(({ key, prop, instead }): GateUse[] => {
    const gate = keyDefinition(key)?.gate;
    return gate ? [{ gate, prop, ...(instead === undefined ? {} : { instead }) }] : [];
  });
  const uses = new Map<string, GateUse>();
  for (const use of [...shares.flatMap((share) => share.gates), ...ofKeys]) {
    if (!uses.has(use.gate)) uses.set(use.gate, use);
  }
  return [...uses.values()].map(({ gate, prop, instead }) => {
    const applied = applyGate(gate, prop, versions);
    if (!applied.met) reportUnmet(own, applied, instead ?? insteadOf(prop));
    return applied;
  });
}

function reportUnmet(own: Share, gate: AppliedGate, instead: string): void {
  const needs = gate.needs.map((need) => `${need.what} ${need.version} (yours ${need.yours})`).join(" and ");
  own.problem(
    "MX-GATE",
    gate.prop,
    `${capitalized(gate.feature)} ${PLURAL.test(gate.feature) ? "need" : "needs"} ${needs}.`,
    `Upgrade and write the new version under versions, or ${instead}.`,
  );
}

/** Features that are many: "custom pod labels", "constants and runtime settings from the store". */
const PLURAL = /(labels|constraints|settings)( from .*)?$/;

/** An environment can't do without a store, and hardly without file storage: they are replaced, not left out. */
function insteadOf(prop: string): string {
  return prop === "store" || prop === "storage" ? `write another ${prop}` : `take ${prop} out`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
