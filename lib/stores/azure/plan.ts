import { Reference } from "../../core/expression";
import type { Setting } from "../../core/entry";
import { qualifiedName, type Subject } from "../../core/subject";
import { parseResourceId, type ResourceId } from "../../clouds/azure/ids";
import type { AzureKeyVaultProps, ExistingKeyVaultProps, KeyVaultOptions } from "./props";
import { vaultName } from "../../clouds/azure/names";

/** The vault that an environment's secrets are in: pure data, the same whenever it is asked for. */
export interface VaultPlan {
  readonly name: string;
  /** Resource id: as given, or a reference to the vault that is made here. */
  readonly id: Setting;
  /** Parts of an existing vault's id; undefined where it is a token, or none. */
  readonly resourceId: ResourceId | undefined;
  /** What the names of secrets begin with; undefined in a vault of the environment's own. */
  readonly prefix: string | undefined;
  readonly made: AzureKeyVaultProps | undefined;
  readonly existing: ExistingKeyVaultProps | undefined;
  readonly options: KeyVaultOptions;
}

/** Id of a vault that is made here. */
export const VAULT_ID = new Reference("store/vault", "id", "id of the Key Vault", "store.vaultId");

export function planVault(
  subject: Subject,
  made: AzureKeyVaultProps | undefined,
  existing: ExistingKeyVaultProps | undefined,
): VaultPlan {
  if (!existing) {
    const name = made?.vaultName ?? vaultName(subject);
    const options = made ?? { tenantId: "" };
    return { name, id: VAULT_ID, resourceId: undefined, prefix: undefined, made, existing, options };
  }
  const resourceId = parseResourceId(existing.vaultId, "Microsoft.KeyVault/vaults");
  return {
    name: existing.vaultName ?? resourceId?.name ?? "",
    id: existing.vaultId,
    resourceId,
    prefix: existing.prefix ?? qualifiedName(subject, "-"),
    made: undefined,
    existing,
    options: existing,
  };
}
