import { propertyAccess, TerraformElement, Token } from "cdktf";
import type { Construct } from "constructs";

/** What a program without this library writes for an `ephemeral` block, which cdktf has no class for. */
export class EphemeralBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly type: string,
    private readonly attributes: object,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  attribute(name: string): string {
    return Token.asString(propertyAccess(this.fqn, [name]));
  }

  override toTerraform(): unknown {
    const block = { ...this.attributes, "//": this.constructNodeMetadata };
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: block } } };
  }
}
