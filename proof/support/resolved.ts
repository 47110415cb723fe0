/** A resource as cdktf writes it. */
export type Resource = Readonly<Record<string, unknown>>;

/** What cdktf writes for a stack, as far as the proofs look at it. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  readonly [block: string]: unknown;
}

/** The resources of one type. */
export function resourcesOf(configuration: Configuration, type: string): readonly Resource[] {
  return Object.values(configuration.resource?.[type] ?? {});
}

const TEMPLATE = /\$\$\{|%%\{|\$\{base64decode\("([A-Za-z0-9+/=]*)"\)\}|[$%]\{/g;

/**
 * An argument as Terraform resolves it: escapes of its template language undone. An argument that holds a reference
 * has no value before an apply, so it is refused: what is proven has to be what is deployed.
 */
export function resolved(argument: unknown): string {
  if (typeof argument !== "string") throw new Error(`not a text: ${JSON.stringify(argument)}`);
  return argument.replace(TEMPLATE, (part, encoded: string | undefined) => {
    if (encoded !== undefined) return Buffer.from(encoded, "base64").toString("utf8");
    if (part.length === 2) throw new Error(`not known before an apply: ${argument}`);
    return part.slice(1);
  });
}

/** Whether an argument is one reference, or one call, and nothing else. */
const EXPRESSION = /^\$\{(?!base64decode\(")[^}]*\}$/;

/** An argument as Terraform resolves it; a reference stays as it is. */
export function textOrReference(argument: unknown): string {
  return typeof argument === "string" && EXPRESSION.test(argument) ? argument : resolved(argument);
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const PAIR = new RegExp(String.raw`(${QUOTED}) = (?:(${QUOTED})|([\w.\-\[\]]+))(?:, |$)`, "gy");

/** A JSON document of texts, written whole or by Terraform's function; references in it stay as they are. */
export function jsonOf(argument: unknown): Readonly<Record<string, string>> {
  const inner = /^\$\{jsonencode\(\{(.*)\}\)\}$/s.exec(String(argument))?.[1];
  if (inner === undefined) return JSON.parse(resolved(argument)) as Readonly<Record<string, string>>;
  const pairs: [string, string][] = [];
  let read = 0;
  for (const [pair, key = "", text, reference = ""] of inner.matchAll(PAIR)) {
    pairs.push([unquoted(key), text === undefined ? `\${${reference}}` : unquoted(text)]);
    read += pair.length;
  }
  if (read !== inner.length) throw new Error(`no document: ${inner.slice(read, read + 80)}`);
  return Object.fromEntries(pairs);
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** A quoted text of Terraform's language. */
function unquoted(quoted: string): string {
  return resolved(quoted.slice(1, -1)).replace(
    /\\(?:u([0-9a-f]{4})|(.))/g,
    (_, code: string | undefined, sign: string) =>
      code === undefined ? (ESCAPED[sign] ?? sign) : String.fromCharCode(parseInt(code, 16)),
  );
}

const REFERENCE = /(?<!\$)\$\{(\w+)\.([\w-]+)\.(\w+)\}/;

/** Arguments of one resource, resolved. */
export type Arguments = (name: string) => string;

/** What a provider makes of a resource's arguments, by type and attribute: an id, say. */
export type Computed = Readonly<Record<string, (argument: Arguments) => string>>;

/**
 * An argument that may refer to other resources of the stack. What it refers to is an argument of theirs, or an
 * attribute whose form the provider documents.
 */
export function resolvedIn(configuration: Configuration, argument: unknown, computed: Computed = {}): string {
  if (typeof argument !== "string") return resolved(argument);
  const match = REFERENCE.exec(argument);
  if (!match) return resolved(argument);
  const [reference, type = "", name = "", attribute = ""] = match;
  const resource = configuration.resource?.[type]?.[name];
  if (!resource) throw new Error(`not in the stack: ${reference}`);
  const own: Arguments = (of) => resolvedIn(configuration, resource[of], computed);
  const value = computed[`${type}.${attribute}`]?.(own) ?? own(attribute);
  const rest = argument.slice(match.index + reference.length);
  return resolved(argument.slice(0, match.index)) + value + (rest && resolvedIn(configuration, rest, computed));
}
