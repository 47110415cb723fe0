import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { didYouMean } from "../core/did-you-mean";
import { isRecord, type Spec } from "../core/spec";

export interface AppOwnershipProps {
  /**
   * Fields of the MendixApp's spec that somebody else owns in operation, by their path: `sourceURL` where a pipeline
   * sets the source, `replicas` where an autoscaler does, `runtime.logLevels`. They are not sent at all, so nobody
   * fights over them.
   *
   * @default - none
   */
  readonly ownedByOthers?: readonly string[];
}

/** Fields of the spec that can be given up. */
const FIELDS = [
  "appURL",
  "deploymentStrategy",
  "endpointAnnotations",
  "ingressClassName",
  "ingressPath",
  "ingressPathType",
  "jvmMemorySettings",
  "mendixRuntimeVersion",
  "podDisruptionBudget",
  "replicas",
  "resources",
  "runtime",
  "runtimeLeaderSelection",
  "runtimeLicenseProduct",
  "runtimeMetricsConfiguration",
  "runtimeReadOnlyRootFilesystem",
  "serviceAnnotations",
  "sourceURL",
  "sourceVersion",
  "tls",
  "topologySpreadConstraints",
];

/** Takes the fields out that others own, and reports what can't be given up or was given a value all the same. */
export function giveUp(share: Share, spec: Spec, owned: readonly string[] | undefined, defaults: () => Spec): Spec {
  return (owned ?? []).reduce((rest, path) => {
    const keys = String(path).split(".");
    if (!FIELDS.includes(keys[0] ?? "")) reportUnknown(share, path);
    else if (!isSame(valueAt(rest, keys), valueAt(defaults(), keys))) reportContradiction(share, path);
    return without(rest, keys);
  }, spec);
}

function reportUnknown(share: Share, path: string): void {
  share.problem(
    "MX-APP-OWNERSHIP",
    "app.ownedByOthers",
    `${quote(path)} is not a field of the MendixApp's spec that can be given up.${didYouMean(path, FIELDS)}`,
    `Write one of ${FIELDS.slice(0, 4).join(", ")}, ... (docs/kubernetes.md has them all).`,
  );
}

function reportContradiction(share: Share, path: string): void {
  share.problem(
    "MX-APP-OWNERSHIP",
    "app.ownedByOthers",
    `${path} is given up, and a prop sets it all the same.`,
    `Leave the prop out, or take ${path} out of ownedByOthers.`,
  );
}

function valueAt(spec: Spec, [key = "", ...more]: readonly string[]): unknown {
  const value = spec[key];
  if (more.length === 0) return value;
  return isRecord(value) ? valueAt(value, more) : undefined;
}

function without(spec: Spec, [key = "", ...more]: readonly string[]): Spec {
  const { [key]: value, ...rest } = spec;
  if (more.length === 0 || !isRecord(value)) return value === undefined ? spec : rest;
  return { ...spec, [key]: without(value, more) };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
