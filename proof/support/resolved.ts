/** What cdktf writes for a stack, as far as the proofs look at it. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly [block: string]: unknown;
}

/** The resources of one type. */
export function resourcesOf(configuration: Configuration, type: string): readonly Readonly<Record<string, unknown>>[] {
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
