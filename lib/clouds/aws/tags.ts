import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";

const TAGS_MAX = 50;
const KEY = /^(?!aws:)[^]{1,128}$/iu;
const VALUE = /^[^]{0,256}$/u;

/**
 * Checks tags by what all services of AWS have in common; their characters differ from service to service.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function checkTags(share: Share, prop: string, tags: Readonly<Record<string, string>> = {}): void {
  const entries = Object.entries(tags);
  if (entries.length > TAGS_MAX) {
    share.problem("MX-AWS-TAG", prop, `These are ${entries.length} tags, AWS takes ${TAGS_MAX}.`, "Take some out.");
  }
  for (const [key, value] of entries) {
    if (KEY.test(key) && (isToken(value) || VALUE.test(String(value)))) continue;
    share.problem(
      "MX-AWS-TAG",
      `${prop}[${quote(key)}]`,
      `${quote(key)}: ${quote(value)} is not a tag: the key has 1 to 128 characters and does not begin with aws:, the value at most 256.`,
      'Write it as in tags: { "cost-center": "shop-42" }.',
    );
  }
}
