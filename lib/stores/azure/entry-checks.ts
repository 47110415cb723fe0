import { keysOf, type Entry } from "../../core/entry";
import { quote } from "../../core/problem";
import type { DeclaredKey, Share } from "../../core/share";
import { checkExistingKeys } from "../../engine/key-rules";
import { isToken } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { holdsToken } from "../../core/text";
import { isSecretName } from "../../clouds/azure/names";
import type { VaultPlan } from "./plan";

/** Most bytes of a secret's value. */
export const SECRET_MAX_BYTES = 25_600;
/** The same before base64 encoding. */
export const ENCODED_MAX_BYTES = (SECRET_MAX_BYTES / 4) * 3;

/** Checks what Key Vault takes as a value; what comes in by a variable is checked by Terraform. */
export function checkValues(share: Share, keys: readonly DeclaredKey[], plan: VaultPlan): void {
  for (const { key, value, prop } of keys) {
    if (SecretValue.isSecretValue(value)) checkProperty(share, key, value, prop);
    else if (typeof value === "string" && !holdsToken(value)) checkSetting(share, key, value, prop, plan);
  }
}

function checkSetting(share: Share, key: string, value: string, prop: string, plan: VaultPlan): void {
  const encoded = plan.options.base64?.includes(key) || /[\r\n]/.test(value);
  const max = encoded ? ENCODED_MAX_BYTES : SECRET_MAX_BYTES;
  const bytes = Buffer.byteLength(value, "utf8");
  if (bytes > 0 && bytes <= max) return;
  share.problem(
    "MX-AZURE-VALUE",
    prop,
    bytes === 0
      ? `The value of ${key} is empty, and Key Vault takes no empty secret.`
      : `The value of ${key} has ${bytes} bytes, a secret of Key Vault takes ${max}.`,
    bytes === 0 ? "Leave it out, so that the app has its own default." : "Write a shorter value.",
  );
}

/** A secret of Key Vault is one value, not a document. */
function checkProperty(share: Share, key: string, { origin }: SecretValue, prop: string): void {
  if (origin.kind !== "external" || origin.property === undefined) return;
  share.problem(
    "MX-SECRET-PROPERTY",
    prop,
    `${key} is said to be the property ${quote(origin.property)} of a document, and a secret of Key Vault is one value.`,
    'Write SecretValue.external({ entry: "NAME" }), with a secret that holds the value alone.',
  );
}

/** Checks the names of the secrets, alone and beside each other. */
export function checkEntries(share: Share, entries: readonly Entry[], plan: VaultPlan): void {
  for (const entry of entries) checkName(share, entry);
  plan.existing?.existing?.forEach(({ key }, index) => checkExistingKeys(share, [key], `store.existing[${index}].key`));
  checkCollisions(share, entries);
  const keys = entries.flatMap(keysOf);
  for (const key of plan.options.base64 ?? []) {
    if (keys.includes(key)) continue;
    share.problem(
      "MX-KEY-UNKNOWN",
      "store.base64",
      `${quote(key)} is not a key of this environment.`,
      `Write keys as they are mounted, for example ${keys.find((other) => other.startsWith("mx-")) ?? "mx-const-Shop.Certificate"}.`,
    );
  }
}

function checkName(share: Share, { name, content }: Entry): void {
  if (!isToken(name) && isSecretName(name)) return;
  const prop = content.kind === "existing" ? "store.existing" : "store.prefix";
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-AZURE-SECRET-NAME",
    prop,
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a secret: 1 to 127 letters, digits and -, known at synthesis.`,
    'Write a name like "orders-database-password", without version and without the vault.',
  );
}

/** Upper and lower case are one to Key Vault, so two keys can have one name: it would hold the later value only. */
function checkCollisions(share: Share, entries: readonly Entry[]): void {
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const name = entry.name.toLowerCase();
    const earlier = seen.get(name);
    if (earlier) {
      const [first, second] = [earlier, entry].map((one) => keysOf(one).join(", "));
      share.problem(
        "MX-KEY-COLLISION",
        "store",
        `${first} and ${second} would be one secret, ${quote(name)}: Key Vault does not tell upper from lower case.`,
        `Rename one of them, ${first} or ${second}.`,
      );
    }
    seen.set(name, entry);
  }
}
