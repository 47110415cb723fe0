import type { TerraformProvider } from "cdktf";
import { defined } from "../../values/defined";

/** Where a resource is made. */
export interface VaultPlace {
  readonly namespace?: string;
  readonly provider?: TerraformProvider;
}

/** Arguments of every resource. What is dropped or renamed goes only after the pod's objects no longer name it. */
export function commonArguments({ provider, namespace }: VaultPlace) {
  return defined({ provider, namespace, lifecycle: { createBeforeDestroy: true } });
}
