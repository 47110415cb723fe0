import { Reference } from "./expression";
import type { ManifestValue } from "./kubernetes-object";

/** The spec of a Kubernetes object, or a part of it. */
export type Spec = Readonly<Record<string, ManifestValue>>;

/** Deep merge; lists and single values of the later one win. */
export function mergeSpec(base: Spec, raw: Spec | undefined): Spec {
  const merged: Record<string, ManifestValue> = { ...base };
  for (const [key, value] of Object.entries(raw ?? {})) {
    const current = merged[key];
    merged[key] = isRecord(current) && isRecord(value) ? mergeSpec(current, value) : value;
  }
  return merged;
}

export function isRecord(value: ManifestValue | undefined): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !Reference.isReference(value);
}
