import { TerraformElement, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

type Arguments = Readonly<Record<string, unknown>>;

/** An `ephemeral` block, which cdktf 0.21 has no class for: it is opened in every run and never stored. */
export class EphemeralResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    readonly type: string,
    private readonly attributes: Arguments,
  ) {
    super(scope, id, `ephemeral.${type}`);
  }

  override toTerraform(): unknown {
    const block = { ...this.attributes, "//": this.constructNodeMetadata };
    return { ephemeral: { [this.type]: { [this.friendlyUniqueId]: block } } };
  }
}

/** A resource of a provider that has no binding here, with its arguments by Terraform's names. */
export class PlainResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    type: string,
    private readonly attributes: Arguments,
    common: Arguments,
  ) {
    super(scope, id, { terraformResourceType: type, ...common });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }
}

/** A `removed` block, which cdktf 0.21 has no class for: Terraform forgets the resource and leaves what it made alone. */
export class RemovedResource extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    readonly type: string,
  ) {
    super(scope, id, type);
  }

  override toTerraform(): unknown {
    return { removed: [{ from: `${this.type}.${this.friendlyUniqueId}`, lifecycle: { destroy: false } }] };
  }
}
