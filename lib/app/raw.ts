import { Reference } from "../core/expression";
import type { ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { misplacedSecrets } from "../core/misplaced-secrets";
import { SecretValue } from "../core/secret-value";
import type { Spec } from "../core/spec";
import { refuseSecret } from "./plain-secrets";

export interface AppRawProps {
  /**
   * Fields of the MendixApp's spec that have no prop here yet, merged last. It can't carry a secret, a plan, or what
   * ties the app to its secret store.
   *
   * @default - none
   */
  readonly rawSpec?: Readonly<Record<string, ManifestValue>>;
}

/** Fields that would break what the library promises, with what to write instead. */
const REFUSED: Readonly<Record<string, string>> = {
  allowOverrideSecretsWithSecretStoreCSIDriver: "Leave it out: it is always true here",
  database: "Write database: Database.postgresql({ ... }) on the environment; plans and a store exclude each other",
  storage: "Write storage: FileStorage.s3({ ... }) on the environment; plans and a store exclude each other",
  "tls.certificate": "Write tlsSecretName, the name of a Secret of type kubernetes.io/tls",
  "tls.key": "Write tlsSecretName, the name of a Secret of type kubernetes.io/tls",
  "runtime.mxAdminPassword": "Write adminPassword: SecretValue.fromVariable() on the environment",
  "runtime.debuggerPassword": "Write debuggerPassword: SecretValue.fromVariable() on the environment",
  "runtime.microflowConstants": "Write constants on the environment: they go through the store",
  "runtime.customConfiguration": "Write customConfiguration, or runtimeSettings on the environment",
  "runtime.environmentVariables": "Write environmentVariables, with references for what is secret",
  "runtime.clientCertificates": "Give them to the Operator as a Secret: a certificate's key never stands here",
  "runtime.runtimeLicense.key": "Use the Private Cloud License Manager: a licence's key never stands here",
};

/** Checks the raw part. It is refused field by field, so that the message says what to write. */
export function checkRaw(share: Share, raw: Spec | undefined): void {
  if (raw === undefined) return;
  for (const [path, value] of fieldsOf(raw, [])) {
    const fix = REFUSED[path];
    if (fix !== undefined) {
      share.problem("MX-APP-RAW", `app.rawSpec.${path}`, `${path} can't be set by the raw part.`, `${fix}.`);
    } else if (SecretValue.isSecretValue(value)) {
      refuseSecret(share, `app.rawSpec.${path}`, "a secret value", REFERENCE);
    }
  }
  const told = new Set(share.problems.map(({ prop }) => prop));
  for (const { path, what } of misplacedSecrets(raw)) {
    const prop = ["app.rawSpec", ...path].join(".");
    if (![...told].some((known) => prop === known || prop.startsWith(`${known}.`)))
      refuseSecret(share, prop, what, REFERENCE);
  }
}

const REFERENCE = "Write a reference to a Secret, if the Operator has a field for one.";

/** Every field by its path, outer ones first; what is inside a refused one is not looked at. */
function fieldsOf(value: unknown, path: readonly string[]): readonly (readonly [string, unknown])[] {
  const own: readonly [string, unknown] = [path.join("."), value];
  if (path.length > 0 && (REFUSED[own[0]] !== undefined || SecretValue.isSecretValue(value))) return [own];
  if (typeof value !== "object" || value === null || Reference.isReference(value)) return [own];
  const inner = Object.entries(value).flatMap(([key, item]) => fieldsOf(item, [...path, key]));
  return path.length === 0 ? inner : [own, ...inner];
}
