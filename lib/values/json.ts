import { Fn, Token, type IResolvable, type IResolveContext } from "cdktf";
import { fragmentsOf, holdsToken, terraformText } from "./text";

/**
 * A JSON object of strings as an argument of Terraform. What is known is written as JSON that a reviewer can read;
 * with a token among the values Terraform encodes it, so that a quote in the value can't break the document.
 */
export function terraformJson(values: Readonly<Record<string, string>>): string {
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (!Object.values(sorted).some(holdsToken)) return terraformText(JSON.stringify(sorted));
  return Fn.jsonencode(mapValues(sorted, (value) => Token.asAny(new QuotedTemplate(value))));
}

/** Like {@link terraformJson} with every value a token, as the write-only documents need it. */
export function encodedJson(values: Readonly<Record<string, string>>): string {
  return Fn.jsonencode(mapValues(values, (value) => Token.asAny(new QuotedTemplate(value))));
}

/** Like {@link encodedJson} for dotted names: `Group.key` becomes `{"Group": {"key": ...}}`. */
export function nestedJson(values: Readonly<Record<string, string>>): string {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(values)) {
    const [group = "", key = ""] = name.split(".");
    groups[group] = { ...groups[group], [key]: Token.asAny(new QuotedTemplate(value)) };
  }
  return Fn.jsonencode(groups);
}

/**
 * The trigger of a write-only document: a number that Terraform computes from what is not secret. Unchanged parts give
 * an unchanged number, so an apply rewrites the document only when its set of keys, a revision or a setting changes.
 */
export function documentTrigger(parts: Readonly<Record<string, string>>): number {
  return Token.asNumber(Fn.parseint(Fn.substr(Fn.sha256(encodedJson(parts)), 0, 8), 16));
}

/** A user's text as the argument of a Terraform function, where {@link terraformText} has no effect. */
export function functionArgument(text: string): string {
  return Token.asString(new QuotedTemplate(text));
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/**
 * A quoted template of Terraform's language, for use inside a function call. cdktf quotes strings there without
 * escaping quotes or `%{`, so a user's text could end the string.
 */
class QuotedTemplate implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly text: string) {}

  resolve(context: IResolveContext): string {
    const fragments = fragmentsOf(this.text);
    const [only] = fragments;
    if (fragments.length === 1 && only?.token) return String(context.resolve(only.text));
    const parts = fragments.map((fragment) =>
      fragment.token ? `\${${String(context.resolve(fragment.text))}}` : escapeQuoted(fragment.text),
    );
    return `"${parts.join("")}"`;
  }

  toString(): string {
    return Token.asString(this);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function escapeQuoted(text: string): string {
  return (
    text
      .replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character] ?? character)
      // Signs before a brace begin a template or what cdktf takes for a token; a reference may follow the last one.
      .replace(/[\u0000-\u001f\u007f]|[$%#&](?=\{|$)/g, unicodeEscape)
  );
}

/** Whether a text is the JSON of an object. */
export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
