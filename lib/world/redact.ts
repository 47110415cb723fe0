import { isDeepStrictEqual } from "node:util";
import { isFields, type Declared, type DeclaredFields, type ExpectedEnvironment } from "./expected";
import { isRecord, NOT_SHOWN } from "./shapes";

/** What stands in place of a value that is the declared one. */
export const AS_DECLARED = "(as declared)";

/** Texts of a MendixApp that name something and hold no value of anybody's. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  sourceURL: /^(https?|oci-image):\/\/[^?#@]*$/,
  appURL: /^[\w.-]+$/,
  mendixRuntimeVersion: /^[\d.]+$/,
  runtimeLeaderSelection: /^\w+$/,
  "runtime.dtapMode": /^[A-Z]$/,
  "runtime.scheduledEventExecution": /^[A-Z]+$/,
  "database.servicePlan": /^[\w.-]*$/,
  "storage.servicePlan": /^[\w.-]*$/,
  "tls.secretName": /^[\w.-]+$/,
  ingressClassName: /^[\w.-]+$/,
  "runtimeDeploymentPodAnnotations.mendix-secret-store/restart": /^[0-9a-z]{1,64}$/,
};

/**
 * The spec of a MendixApp without the values that may be secrets: a text that is not known to be harmless is compared
 * with the declared one here, and only the result goes on.
 */
export function redactSpec(
  spec: Readonly<Record<string, unknown>>,
  declared: DeclaredFields = {},
): Readonly<Record<string, unknown>> {
  return redactFields(spec, declared, "");
}

function redactFields(value: Readonly<Record<string, unknown>>, declared: DeclaredFields, above: string) {
  const fields = Object.entries(value).map(([field, inner]) => {
    return [field, redacted(inner, declared[field], `${above}${field}`)] as const;
  });
  return Object.fromEntries(fields);
}

function redacted(value: unknown, declared: Declared | undefined, path: string): unknown {
  if (isRecord(value)) return redactFields(value, isFields(declared) ? declared : {}, `${path}.`);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (value === AS_DECLARED || value === NOT_SHOWN) return value;
  if (declared !== undefined && isDeepStrictEqual(value, declared)) return AS_DECLARED;
  return typeof value === "string" && SHOWN[path]?.test(value) ? value : NOT_SHOWN;
}

/** The declared spec of the MendixApp of a name, among environments of one cluster. */
export function declaredSpec(
  environments: readonly ExpectedEnvironment[],
  namespace: string | undefined,
  name: string,
): DeclaredFields | undefined {
  const environment = environments.find((one) => one.name === name && one.namespace === namespace);
  const spec = environment?.objects.find(({ kind }) => kind === "MendixApp")?.fields["spec"];
  return isFields(spec) ? spec : undefined;
}
