import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Checks a tenant, client or object id; one that is not known yet may be a token. */
export function checkGuid(share: Share, prop: string, value: unknown, what: string, command: string): void {
  if (isToken(value) || GUID.test(String(value))) return;
  share.problem(
    "MX-AZURE-ID",
    prop,
    `${value === undefined ? "Nothing" : quote(value)} is not the ${what}: a GUID.`,
    `Write "00000000-0000-0000-0000-000000000000", as \`${command}\` prints it.`,
  );
}

/** What the id of a resource says of it. */
export interface ResourceId {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
}

/**
 * Parts of a resource id of one type, or undefined where the text is no such id. Azure's provider tells upper from
 * lower case in it, so `resourcegroups` is none.
 *
 * @param type Provider and type, for example `Microsoft.KeyVault/vaults`.
 */
export function parseResourceId(text: unknown, type: string): ResourceId | undefined {
  if (typeof text !== "string" || isToken(text)) return undefined;
  const match = /^\/subscriptions\/([0-9a-fA-F-]{36})\/resourceGroups\/([\w.()-]{1,90})\/providers\/(.+)$/.exec(text);
  const [, subscription = "", resourceGroup = "", rest = ""] = match ?? [];
  const name = rest.startsWith(`${type}/`) ? rest.slice(type.length + 1) : "";
  return /^[\w.()-]+$/.test(name) ? { subscription, resourceGroup, name } : undefined;
}

/** Checks that a required text is there; it may be a token. */
export function checkText(share: Share, prop: string, value: unknown, example: string): void {
  if (typeof value === "string" && value !== "") return;
  share.problem("MX-PROP", prop, `${prop} is missing or has another type.`, `Write ${example}.`);
}
