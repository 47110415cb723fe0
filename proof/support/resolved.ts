/** What cdktf writes for a stack, as far as the proofs look at it. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly [block: string]: unknown;
}

/** The resources of one type. */
export function resourcesOf(configuration: Configuration, type: string): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(configuration.resource?.[type] ?? {});
}

/**
 * An argument as Terraform resolves it: escapes of its template language undone. An argument that holds a reference
 * has no value before an apply, so it is refused: what is proven has to be what is deployed.
 */
export function resolved(argument: unknown): string {
  if (typeof argument !== "string") throw new Error(`not a text: ${JSON.stringify(argument)}`);
  const encoded = /^\$\{base64decode\("([A-Za-z0-9+/=]*)"\)\}$/.exec(argument);
  if (encoded) return Buffer.from(encoded[1] ?? "", "base64").toString("utf8");
  const literal = argument.replace(/\$\$\{|%%\{/g, "");
  if (/[$%]\{/.test(literal)) throw new Error(`not known before an apply: ${argument}`);
  return argument.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
}
