import type { ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { isRecord, type Spec } from "../core/spec";
import { secretClaims, type Subject } from "../core/subject";

/** Props that name Secrets of the namespace, by the field of the spec that they become. */
const PROPS: Readonly<Record<string, string>> = { runtime: "app.environmentVariables", tls: "app.tlsSecretName" };

/** Claims every Secret that a MendixApp reads: the one that holds another environment's values is that one's alone. */
export function claimReferences(share: Share, subject: Subject, spec: Spec): void {
  for (const [field, value] of Object.entries(spec)) {
    const prop = PROPS[field] ?? "app.rawSpec";
    for (const name of new Set(secretsIn(value))) share.claims.push(...secretClaims(subject, name, prop, false));
  }
}

/** Names of Secrets, as the fields of Kubernetes have them: `secretName`, and `name` of a reference. */
function secretsIn(value: ManifestValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: ManifestValue) => secretsIn(item));
  if (!isRecord(value)) return [];
  const { secretName, secretKeyRef, secretRef } = value;
  const referred = [secretKeyRef, secretRef].map((reference) => (isRecord(reference) ? reference["name"] : undefined));
  const own = [secretName, ...referred].filter((name): name is string => typeof name === "string" && name !== "");
  return [...own, ...Object.values(value).flatMap(secretsIn)];
}
