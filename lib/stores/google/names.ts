import { keysOf, type Entry } from "../../core/entry";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";
import { didYouMean } from "../../core/did-you-mean";
import { fitName, isToken } from "../../core/names";
import { resourceOf } from "./reference";

/** How the ids of an environment's secrets are made. */
export interface SecretIds {
  readonly name?: string;
  readonly secretIds?: Readonly<Record<string, string>>;
}

/** Letters, digits, `_` and `-`: no dot, which the keys of constants hold. */
const SECRET_ID = { max: 255, forbidden: /[^A-Za-z0-9_-]/g };

/** Id of the secret that holds a key. */
export function secretId(subject: Subject, ids: SecretIds, key: string): string {
  return ids.secretIds?.[key] ?? fitName(`${ids.name ?? qualifiedName(subject, "-")}-${key}`, SECRET_ID);
}

/** Checks the ids that the user gave, and that no two keys have one. */
export function checkSecretIds(share: Share, ids: SecretIds, entries: readonly Entry[], project: string): void {
  if (ids.name !== undefined) checkId(share, ids.name, "store.name");
  const written = entries.filter(({ content }) => content.kind !== "existing").flatMap(keysOf);
  for (const [key, id] of Object.entries(ids.secretIds ?? {})) {
    const prop = `store.secretIds[${quote(key)}]`;
    checkId(share, id, prop);
    if (written.includes(key)) continue;
    share.problem(
      "MX-GOOGLE-SECRET-ID",
      prop,
      `No secret is made for ${quote(key)}.${didYouMean(key, written)}`,
      "Write a key that the environment declares, or take it out.",
    );
  }
  checkDistinct(share, entries, project);
}

function checkId(share: Share, id: string, prop: string): void {
  if (!isToken(id) && id !== "" && fitName(id, SECRET_ID) === id) return;
  const bare = isToken(id) ? "" : id.replace(/^.*\//, "").replace(SECRET_ID.forbidden, "-").slice(0, SECRET_ID.max);
  share.problem(
    "MX-GOOGLE-SECRET-ID",
    prop,
    `${isToken(id) ? "A Terraform token" : quote(id)} is not the id of a secret: 1 to 255 letters, digits, _ and -, no dot and no path, known at synthesis.`,
    `Write ${quote(bare || "orders-prod")}, or leave it out.`,
  );
}

/** Two keys in one secret would be one value under two names. */
function checkDistinct(share: Share, entries: readonly Entry[], project: string): void {
  const keys = new Map<string, string>();
  for (const entry of entries) {
    const [key = ""] = keysOf(entry);
    const resource = resourceOf(entry, project);
    const other = keys.get(resource);
    keys.set(resource, other ?? key);
    if (other === undefined) continue;
    share.problem(
      "MX-GOOGLE-SECRET-ID",
      `store.secretIds[${quote(key)}]`,
      `${other} and ${key} have one secret, ${quote(entry.name)}, and a secret holds one value.`,
      "Write two ids, or leave secretIds out.",
    );
  }
}
