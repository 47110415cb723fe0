import { Token, Tokenization } from "cdktf";

const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;
const MAGIC = new Set([Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE]);

/** A part of a text: literal characters as typed, or one cdktf token. */
export interface Fragment {
  readonly text: string;
  readonly token: boolean;
}

/** Literal parts and tokens of a text, in order. A text that only looks like a token is literal. */
export function fragmentsOf(text: string): readonly Fragment[] {
  if (!Token.isUnresolved(text)) return [{ text, token: false }];
  const fragments: Fragment[] = [];
  for (const part of text.split(TOKEN).filter((candidate) => candidate !== "")) {
    const fragment = { text: part, token: isKnownToken(part) };
    const last = fragments.at(-1);
    if (last && !last.token && !fragment.token) fragments[fragments.length - 1] = { ...last, text: last.text + part };
    else fragments.push(fragment);
  }
  return fragments;
}

/** Whether a text holds a real token, not only what looks like one. */
export function holdsToken(text: string): boolean {
  return fragmentsOf(text).some((fragment) => fragment.token);
}

/**
 * A user's text as an argument of Terraform: `${`, `%{` and what cdktf would take for a token arrive as typed, real
 * tokens in it stay references.
 *
 * Terraform reads every string of its JSON syntax as a template, and cdktf has no public escape for that.
 */
export function terraformText(text: string): string {
  const fragments = fragmentsOf(text);
  const mixed = fragments.some((fragment) => fragment.token);
  return fragments.map((fragment) => (fragment.token ? fragment.text : escapeTemplate(fragment.text, mixed))).join("");
}

/** Applies {@link terraformText} to every string and every key of a value. */
export function terraformValue<T>(value: T): T {
  if (typeof value === "string") return terraformText(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => terraformValue(item)) as T;
  if (typeof value === "object" && value !== null && !Tokenization.isResolvable(value)) {
    const entries = Object.entries(value).map(([key, item]) => [terraformText(key), terraformValue<unknown>(item)]);
    return Object.fromEntries(entries) as T;
  }
  return value;
}

/** What a person reads where a text holds values that are not known yet. */
export function displayText(text: string): string {
  return fragmentsOf(text)
    .map((fragment) => (fragment.token ? "(known after apply)" : fragment.text))
    .join("");
}

function isKnownToken(part: string): boolean {
  if (!TOKEN.test(part)) return false;
  try {
    return Tokenization.reverseString(part).tokens.length > 0;
  } catch {
    return false;
  }
}

/** In front of a token cdktf counts braces, escaped ones too, and would write the reference without its own. */
function escapeTemplate(literal: string, mixed: boolean): string {
  const dangerous =
    /[$#&]\{TfToken\[/.test(literal) ||
    MAGIC.has(literal) ||
    /[$%]$/.test(literal) ||
    (mixed && /[$%]\{/.test(literal));
  // In base64 nothing is left that Terraform or cdktf could read as syntax; a trailing $ would join what follows.
  if (dangerous) return `\${base64decode("${Buffer.from(literal, "utf8").toString("base64")}")}`;
  return literal.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
