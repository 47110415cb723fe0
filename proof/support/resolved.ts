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
