import { isProjectId } from "../../core/google-project";
import type { StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { checkExistingKeys, checkProperties } from "../../engine/key-rules";
import { isToken } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { parseReference } from "./reference";

export interface ExistingGoogleSecret {
  /**
   * Id of the secret in the store's project, or its resource name without a version: `projects/PROJECT/secrets/ID`,
   * and `projects/PROJECT/locations/LOCATION/secrets/ID` for a regional one.
   */
  readonly secret: string;
  /** Keys of the catalogue that it holds: one is the whole value, several are properties of its JSON document. */
  readonly keys: readonly string[];
  /**
   * Whether the value is a JSON document with the keys as its properties, each a text. The CSI provider reads it from
   * version 1.9.0 on.
   *
   * @default - whether it holds several keys, or `propertyNames` names one
   */
  readonly json?: boolean;
  /**
   * Properties of its document that hold keys under other names than their own, by the key.
   *
   * @default - each key is a property of its own name
   */
  readonly propertyNames?: Readonly<Record<string, string>>;
}

/** Checks the secrets that somebody else made, wherever the declaration names them. */
export function checkExisting(
  share: Share,
  existing: readonly ExistingGoogleSecret[],
  context: StoreContext,
  project: string,
): void {
  existing.forEach(({ secret, keys, json, propertyNames }, index) => {
    const prop = `store.existing[${index}]`;
    checkReference(share, secret, `${prop}.secret`, project);
    checkExistingKeys(share, keys, `${prop}.keys`);
    checkProperties(share, { keys, ...(propertyNames === undefined ? {} : { propertyNames }) }, prop);
    if (json === false && keys.length > 1) {
      share.problem(
        "MX-GOOGLE-SECRET-ID",
        `${prop}.keys`,
        `${quote(secret)} holds several keys, and is no JSON document.`,
        'Write the one key whose value it is, keys: ["database-host"], or several and json: true.',
      );
    }
  });
  for (const { value, prop } of context.keys) {
    if (!SecretValue.isSecretValue(value) || value.origin.kind !== "external") continue;
    if (value.origin.entry !== undefined) checkReference(share, value.origin.entry, prop, project);
  }
}

/** The policy and the mount name the secret, and other environments' names are compared with it. */
function checkReference(share: Share, secret: string, prop: string, project: string): void {
  const reference = isToken(secret) ? undefined : parseReference(secret, project);
  if (reference && (reference.project === project || isProjectId(reference.project))) return;
  share.problem(
    "MX-GOOGLE-SECRET-ID",
    prop,
    `${isToken(secret) ? "A Terraform token" : quote(secret)} ${reasonOf(secret, reference !== undefined)}.`,
    'Write "orders-database-host", or "projects/acme-prod/secrets/orders-database-host".',
  );
}

function reasonOf(secret: string, parsed: boolean): string {
  if (isToken(secret)) return "is not known at synthesis, and the permission names exactly one secret";
  if (parsed) return "names the project by something else than its id";
  if (/\/versions\//.test(secret)) return "names a version, which goes into store.pinnedVersions";
  if (secret.includes(".")) return "holds a dot, which ids of secrets never do";
  return "is neither the id nor the resource name of a secret";
}

/** Property of the secret's JSON document that holds a key; undefined where the key is the whole value. */
export function propertyOf(
  key: string,
  context: StoreContext,
  existing: readonly ExistingGoogleSecret[],
): string | undefined {
  const declared = context.keys.find((candidate) => candidate.key === key)?.value;
  if (SecretValue.isSecretValue(declared)) {
    return declared.origin.kind === "external" ? declared.origin.property : undefined;
  }
  const holder = existing.find(({ keys }) => keys.includes(key));
  const isDocument = holder?.json ?? (holder?.propertyNames !== undefined || (holder?.keys.length ?? 0) > 1);
  return isDocument ? (holder?.propertyNames?.[key] ?? key) : undefined;
}
