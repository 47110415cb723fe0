import type { ProviderObject } from "../../core/provider-handle";
import { providerHandle, type ProviderHandle } from "../../core/provider-handle";

/** Where a resource is made. */
export interface VaultPlace {
  readonly namespace?: string;
  readonly provider?: ProviderObject;
}

/** What every resource of a Vault has in common. */
export function resourceIn({ provider }: VaultPlace): {
  readonly kind: "resource";
  readonly provider: ProviderHandle | undefined;
} {
  return { kind: "resource", provider: providerHandle(provider) };
}

/** Arguments of every resource of a Vault. */
export function placeArguments({ namespace }: VaultPlace): { readonly namespace: string | undefined } {
  return { namespace: namespace };
}
