import { ForeignToken, Template } from "../core/expression";

const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;
const TOKEN_BEGIN = "${TfToken[";
const TOKEN_KEY = /^\$\{TfToken\[([a-zA-Z0-9:._-]+)\]\}$/;
/** Texts that cdktf keeps for itself, as placeholders of maps that are tokens. */
const MAGIC = new Set(["String Map Token Value", "Any Map Token Value"]);

/** A part of a text: literal characters as typed, or one cdktf token. */
export interface Fragment {
  readonly text: string;
  readonly token: boolean;
}

/** Literal parts and tokens of a text, in order. A text that only looks like a token is literal. */
export function fragmentsOf(text: string): readonly Fragment[] {
  if (!text.includes(TOKEN_BEGIN)) return [{ text, token: false }];
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
  return text.includes(TOKEN_BEGIN) && fragmentsOf(text).some((fragment) => fragment.token);
}

/** A user's text as data: itself, or what carries the tokens in it. */
export function textValue(text: string): string | Template | ForeignToken {
  if (!holdsToken(text)) return text;
  const fragments = fragmentsOf(text);
  const [only] = fragments;
  if (fragments.length === 1 && only) return new ForeignToken(only.text);
  return new Template(fragments.map((part) => (part.token ? new ForeignToken(part.text) : part.text)));
}

/** What a person reads where a text holds values that are not known yet. */
export function displayText(text: string): string {
  if (!holdsToken(text)) return text;
  return fragmentsOf(text)
    .map((fragment) => (fragment.token ? "(known after apply)" : fragment.text))
    .join("");
}

/** What is read of cdktf's table of tokens; it hangs on `globalThis`, so nothing is loaded to ask it. */
interface TokenMap {
  lookupToken(key: string): unknown;
}

function isKnownToken(part: string): boolean {
  const [, key] = TOKEN_KEY.exec(part) ?? [];
  return key !== undefined && isTokenKey(key);
}

/** Whether cdktf knows a token by its key, `TOKEN.1`: what only looks like one is a text. */
export function isTokenKey(key: string): boolean {
  const { __cdktfTokenMap: map } = globalThis as { __cdktfTokenMap?: TokenMap };
  if (map === undefined) return false;
  try {
    return map.lookupToken(key) !== undefined;
  } catch {
    return false;
  }
}

/**
 * A literal text as an argument of Terraform's JSON syntax, which reads every string as a template: `${`, `%{` and what
 * cdktf would take for a token arrive as typed.
 *
 * @param mixed Whether a reference stands beside it in one template: cdktf counts braces in front of it, escaped ones
 *   too, and would write the reference without its own.
 */
export function escapeTemplate(literal: string, mixed = false): string {
  const dangerous =
    /[$#&]\{TfToken\[/.test(literal) ||
    MAGIC.has(literal) ||
    // A sign at the end would join what follows.
    (mixed && /[$%](\{|$)/.test(literal));
  // In base64 nothing is left that Terraform or cdktf could read as syntax.
  if (dangerous) return `\${base64decode("${Buffer.from(literal, "utf8").toString("base64")}")}`;
  return literal.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A literal text inside a quoted template of Terraform's language, which a function call holds. */
export function escapeQuoted(text: string): string {
  return (
    text
      .replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character)
      // Signs before a brace begin a template or what cdktf takes for a token; a reference may follow the last one.
      .replace(/[\u0000-\u001f\u007f]|[$%#&](?=\{|$)/g, unicodeEscape)
  );
}
