import { Reference } from "../core/expression";
import { quote } from "../core/problem";
import type { DeclaredKey, Share } from "../core/share";
import { isToken } from "../core/names";
import { SecretValue } from "../core/secret-value";
import { didYouMean } from "../core/did-you-mean";
import { KEYS, keyDefinition, type KeyDefinition } from "../catalogue/keys";

const [S3, AZURE] = KEYS["storage-service-name"].values;
const AZURE_KEYS = Object.keys(KEYS).filter((key) => key.startsWith("storage-azure-"));
const DATABASE_KEYS = ["database-type", "database-jdbc-url", "database-host", "database-name", "database-username"];

/** Keys that the storage's kind needs beside `storage-service-name`. */
const STORAGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  [S3]: ["storage-endpoint", "storage-bucket-name"],
  [AZURE]: ["storage-azure-container"],
};

/** The keys of an environment: what is declared, what entries of somebody else hold, and what is assumed of these. */
export interface KeysOfEnvironment {
  readonly declared: readonly DeclaredKey[];
  /** Keys that only existing entries hold. */
  readonly adopted: readonly string[];
  readonly assumed: readonly DeclaredKey[];
}

/** Checks that every key is one that the Operator reads, has the right form, comes once, and that none is missing. */
export function checkKeys(share: Share, { declared, adopted, assumed }: KeysOfEnvironment): void {
  const seen = new Map<string, string>();
  for (const { key, value, prop } of declared) {
    const definition = keyDefinition(key);
    if (!definition) reportUnknown(share, key, prop);
    else checkForm(share, key, definition, value, prop);
    if (seen.has(key)) reportTwice(share, key, prop, seen.get(key) ?? "");
    seen.set(key, prop);
  }
  for (const { key, value, prop } of assumed) {
    const definition = keyDefinition(key);
    if (definition) checkForm(share, key, definition, value, prop);
  }
  for (const key of adopted) {
    if (seen.has(key)) reportTwice(share, key, "store.existing", seen.get(key) ?? "");
    else seen.set(key, "store.existing");
  }
  reportMissing(share, declared, new Set(seen.keys()), serviceOf([...declared, ...assumed], seen));
}

/** Kind of the file storage: what is declared or assumed, else what the keys of existing entries are of. */
export function serviceOf(known: readonly DeclaredKey[], present: { has(key: string): boolean }): string {
  const value = known.find(({ key }) => key === "storage-service-name")?.value;
  if (typeof value === "string") return value;
  return AZURE_KEYS.some((key) => present.has(key)) ? AZURE : S3;
}

function reportUnknown(share: Share, key: string, prop: string): void {
  const message = `${quote(key)} is not a key that the Operator reads.${didYouMean(key, Object.keys(KEYS))}`;
  share.problem("MX-KEY-UNKNOWN", prop, message, "Write a key of the catalogue (docs/keys.md).");
}

/** Checks the keys that an entry of somebody else's is said to hold. */
export function checkExistingKeys(share: Share, keys: readonly string[], prop: string): void {
  if (keys.length === 0) {
    const message = "The existing entry holds no keys, so nothing would be mounted from it.";
    share.problem("MX-KEY-MISSING", prop, message, 'Write keys: ["database-host"], or take the entry out.');
  }
  for (const key of keys.filter((candidate) => !keyDefinition(candidate))) reportUnknown(share, key, prop);
}

/** Checks the properties that an existing entry is said to hold keys under. */
export function checkProperties(
  share: Share,
  {
    keys,
    propertyNames,
  }: { readonly keys: readonly string[]; readonly propertyNames?: Readonly<Record<string, string>> },
  prop: string,
): void {
  for (const [key, property] of Object.entries(propertyNames ?? {})) {
    const place = `${prop}.propertyNames[${quote(key)}]`;
    if (!keys.includes(key)) {
      const fix = `Write ${quote(key)} among its keys, or take it out.`;
      share.problem("MX-KEY-MISSING", place, `The existing entry is not said to hold ${quote(key)}.`, fix);
    } else if (isToken(property) || typeof property !== "string" || property === "") {
      const message = `${isToken(property) ? "A Terraform token" : quote(property)} is not the name of a property, known at synthesis.`;
      share.problem("MX-SECRET-PROPERTY", place, message, "Write the name as the entry has it.");
    }
  }
}

function reportTwice(share: Share, key: string, prop: string, other: string): void {
  const fix = `Take it out of one of them: ${other} or ${prop}.`;
  share.problem("MX-KEY-TWICE", prop, `${key} is declared twice, the other time by ${other}.`, fix);
}

function checkForm(share: Share, key: string, definition: KeyDefinition, value: unknown, prop: string): void {
  if (SecretValue.isSecretValue(value) || Reference.isReference(value) || isToken(value)) return;
  if (typeof value !== "string") {
    share.problem("MX-VALUE-FORM", prop, `The value of ${key} is ${quote(value)}, not a text.`, "Write it in quotes.");
    return;
  }
  const allowed = definition.form === "boolean" ? ["true", "false"] : (definition.values ?? []);
  if (allowed.length > 0 && !allowed.includes(value)) {
    const message = `${quote(value)} is not a value of ${key}: ${allowed.join(", ")}.${didYouMean(value, allowed)}`;
    share.problem("MX-VALUE-FORM", prop, message, `Write one of ${allowed.join(", ")}.`);
  }
}

function reportMissing(
  share: Share,
  declared: readonly DeclaredKey[],
  present: ReadonlySet<string>,
  service: string,
): void {
  const others = present.has("storage-service-name") ? (STORAGE_KEYS[service] ?? []) : [];
  const storage = ["storage-service-name", ...others];
  const parts = [
    { prop: "database", keys: DATABASE_KEYS, example: "Database.postgresql({ ... })" },
    { prop: "storage", keys: storage, example: "FileStorage.s3({ ... })" },
  ];
  for (const { prop, keys, example } of parts) {
    const missing = keys.filter((key) => !present.has(key));
    const declaredPart = declared.some((candidate) => keys.includes(candidate.key));
    // What a declared part lacks was reported by that part, with the prop to write.
    if (missing.length === 0 || declaredPart) continue;
    share.problem(
      "MX-KEY-MISSING",
      prop,
      `The app does not start without ${missing.join(", ")}.`,
      `Write ${prop}: ${example}, or name the existing entries that hold these keys.`,
    );
  }
}
