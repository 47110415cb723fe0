import { AfterApply } from "../../blueprint/after-apply";
import type { Setting } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import type { Step } from "../../blueprint/share";

/** The settings with every symbolic reference replaced by the Terraform reference that its maker registered. */
export function resolveSettings(settings: Readonly<Record<string, Setting>>, bound: Bound): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, resolveReference(value, bound)]));
}

/** The Terraform reference behind a symbolic one; any other text as it is. */
export function resolveReference(value: Setting, bound: Bound): string {
  if (!(value instanceof AfterApply)) return value;
  const reference = bound.references.get(value.reference);
  if (reference === undefined) throw new Error(`${value.reference} was not made before it was needed`);
  return reference;
}

/** What a step says, with the references of what only an apply makes known. */
export function resolveStep({ does, knownAfterApply = [] }: Step, bound: Bound): string {
  return knownAfterApply.reduce(
    (text, value) => text.replaceAll(String(value), () => resolveReference(value, bound)),
    does,
  );
}
