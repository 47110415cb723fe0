import { createHash } from "node:crypto";
import { qualifiedName, type Subject } from "../../core/subject";
import { fitName } from "../../core/names";

/** A vault's name is part of a host name: single hyphens only, a letter in front, and short. */
const VAULT = { max: 24, forbidden: /[^A-Za-z0-9]{2,}|[^A-Za-z0-9-]/g };
const SECRET = { max: 127, forbidden: /[^0-9A-Za-z-]/g };
const IDENTITY = { max: 128, forbidden: /[^A-Za-z0-9_-]/g };
const CREDENTIAL = { max: 120, forbidden: /[^A-Za-z0-9_-]/g };

/** Default name of an environment's own vault. */
export function vaultName(subject: Subject): string {
  const name = qualifiedName(subject, "-");
  return fitName(/^[A-Za-z]/.test(name) ? name : `v${name}`, VAULT);
}

export function isVaultName(name: string): boolean {
  return /^[A-Za-z](-?[A-Za-z0-9])*$/.test(name) && name.length >= 3 && name.length <= VAULT.max;
}

/**
 * Name of the secret that holds a key: `.` and `_`, which constants have, are not allowed in it.
 *
 * @param prefix What keeps the environments of a shared vault apart.
 */
export function secretName(key: string, prefix?: string): string {
  return fitName(prefix === undefined ? key : `${prefix}-${key}`, SECRET);
}

export function isSecretName(name: string): boolean {
  return /^[0-9A-Za-z-]{1,127}$/.test(name);
}

/** Default name of an environment's managed identity. */
export function identityName(subject: Subject): string {
  return fitName(qualifiedName(subject, "-"), IDENTITY);
}

export function isIdentityName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/.test(name);
}

/** Name of the federated credential by which a subject uses an identity. */
export function credentialName(subject: Subject): string {
  return fitName(qualifiedName(subject, "-"), CREDENTIAL);
}

/**
 * Name of a role assignment: a GUID, unique in the tenant. The provider makes a random one where none is set; made from
 * what the assignment says, it is the same in every run and on every machine.
 */
export function assignmentName(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts), "utf8").digest("hex");
  // Version 8 of RFC 9562: a GUID whose bits the application chooses.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
