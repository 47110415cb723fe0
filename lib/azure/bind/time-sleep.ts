import { TerraformResource, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** A wait between two resources, of the provider hashicorp/time, which has no binding here. */
export class TimeSleep extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly seconds: number,
    /** Waits again where one of these changes. */
    private readonly triggers: Readonly<Record<string, string>>,
    dependsOn: ITerraformDependable[],
  ) {
    super(scope, id, { terraformResourceType: "time_sleep", dependsOn });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { create_duration: `${this.seconds}s`, triggers: this.triggers };
  }
}
