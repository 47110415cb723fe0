import { z } from "zod";
import type { ProviderObject } from "../core/provider-handle";

/** A provider that a file declares: its alias is what TypeScript has a construct for. */
class NamedProvider implements ProviderObject {
  readonly alias: string;

  constructor(
    readonly terraformResourceType: string,
    readonly fqn: string,
  ) {
    this.alias = fqn.slice(fqn.indexOf(".") + 1);
  }
}

/**
 * Schema of a part's own provider: one of those with an alias under `terraform.providers`, as Terraform calls it.
 *
 * @param name Local name of the provider: `aws`.
 */
export function stackProvider(name: string): z.ZodType<ProviderObject> {
  return (
    z
      .string()
      // It goes into Terraform's output as it is: nothing but a reference may stand here.
      .regex(new RegExp(`^${name}\\.[A-Za-z_][A-Za-z0-9_-]*$`))
      .meta({ examples: [`${name}.central`] })
      .transform((fqn) => new NamedProvider(name, fqn))
  );
}
