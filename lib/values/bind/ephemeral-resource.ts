import { propertyAccess, TerraformElement, Token } from "cdktf";
import type { Construct } from "constructs";

/** An `ephemeral` block, which cdktf 0.21 has no class for: it is opened in every run and never stored. */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly attributes: Readonly<Record<string, unknown>>,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  /** Token of an attribute. A raw `${ephemeral...}` text would be escaped inside functions and stored literally. */
  attribute(name: string): string {
    return Token.asString(propertyAccess(this.fqn, [name]));
  }

  override toTerraform(): unknown {
    const block = { ...this.attributes, "//": this.constructNodeMetadata };
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: block } } };
  }
}
