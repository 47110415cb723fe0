import { isToken } from "../../core/names";
import { MistypedProp } from "../../core/prop-types";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import type { KeyVaultExpiry, KeyVaultOptions } from "./props";

/** Tag that names the key as it is mounted, because the secret's own name may be a mapped one. */
export const KEY_TAG = "mendix-key";
/** Tags of the user's: a secret takes 15, and one is the key's. */
export const TAGS_MAX = 14;
const TAG_NAME = /^[^<>%&\\?/]{1,256}$/u;
const TAG_VALUE = /^[^]{0,256}$/u;
export const CONTENT_TYPE_MAX = 255;
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
/** The provider of time counts whole days; a hundred years are more than any policy asks for. */
const DAYS_MAX = 36_500;

/** Checks what policies ask of secrets: tags, content type and expiry. */
export function checkRegulation(share: Share, options: KeyVaultOptions): void {
  checkTags(share, options.tags ?? {});
  checkContentType(share, options.contentType);
  if (options.expiry !== undefined) checkExpiry(share, options.expiry);
}

/**
 * @see https://learn.microsoft.com/en-us/azure/key-vault/secrets/about-secrets#secret-tags
 * @see https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/tag-resources#limitations
 */
function checkTags(share: Share, tags: Readonly<Record<string, string>>): void {
  const names = Object.keys(tags);
  if (names.length > TAGS_MAX) {
    const message = `These are ${names.length} tags. A secret takes 15, and ${KEY_TAG} is one of them.`;
    share.problem("MX-AZURE-TAG", "store.tags", message, `Write at most ${TAGS_MAX}.`);
  }
  const seen = new Set([KEY_TAG]);
  for (const [name, value] of Object.entries(tags)) {
    const twice = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    if (!twice && TAG_NAME.test(name) && (isToken(value) || TAG_VALUE.test(value))) continue;
    share.problem(
      "MX-AZURE-TAG",
      `store.tags[${quote(name)}]`,
      twice
        ? `The tag ${quote(name)} is there already: Azure does not tell upper from lower case, and ${KEY_TAG} is the library's.`
        : `${quote(name)}: ${quote(value)} is not a tag: a name of 1 to 256 characters without < > % & \\ ? /, a value of at most 256.`,
      'Write it as in tags: { "cost-center": "shop-42" }.',
    );
  }
}

function checkContentType(share: Share, contentType: string | undefined): void {
  if (contentType === undefined || isToken(contentType)) return;
  const certificate = /^application\/x-pkcs12$/i.test(contentType);
  if (!certificate && contentType !== "" && contentType.length <= CONTENT_TYPE_MAX) return;
  share.problem(
    "MX-AZURE-VALUE",
    "store.contentType",
    certificate
      ? "The CSI provider takes a secret of the type application/x-pkcs12 for a certificate, and decodes it."
      : `${quote(contentType)} is not a content type: 1 to ${CONTENT_TYPE_MAX} characters.`,
    'Write contentType: "text/plain", or leave it out.',
  );
}

function checkExpiry(share: Share, expiry: KeyVaultExpiry): void {
  if (typeof expiry !== "object" || expiry === null) throw new MistypedProp("store.expiry", "a map");
  const { date, days, renewal } = expiry;
  if ((date === undefined) === (days === undefined)) {
    const message = `Of date and days ${date === undefined ? "neither" : "both"} are given.`;
    report(share, "", message, 'Write days: 365, or date: "2027-12-31T00:00:00Z".');
  }
  if (date !== undefined && !isToken(date) && !isDate(date)) {
    const message = `${quote(date)} is not a time in UTC, to the second.`;
    report(share, ".date", message, 'Write date: "2027-12-31T00:00:00Z".');
  }
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= DAYS_MAX)) {
    report(share, ".days", `${quote(days)} is not a number of days: a whole number from 1.`, "Write days: 365.");
  }
  if (renewal === undefined || (days !== undefined && Number.isInteger(renewal) && renewal >= 1)) return;
  const message =
    days === undefined ? "A date does not begin anew." : `${quote(renewal)} is not a number to count by, from 1.`;
  report(share, ".renewal", message, "Write renewal: 2 beside days, or leave it out.");
}

function report(share: Share, prop: string, message: string, fix: string): void {
  share.problem("MX-AZURE-EXPIRY", `store.expiry${prop}`, message, fix);
}

/** A day that there is: JavaScript would take the 31st of June for the first of July. */
function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace("Z", ".000Z");
}
