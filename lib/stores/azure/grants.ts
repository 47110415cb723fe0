import { Reference } from "../../core/expression";
import { pathOf } from "../../core/resource";
import type { Entry } from "../../core/entry";
import { AzureGrant } from "../../core/grant";
import type { VaultPlan } from "./plan";
import { KeyVaultAccess } from "./props";

/** Built-in role: read the values of secrets, nothing else. */
const READER = "Key Vault Secrets User";

/** Id of a secret that the store makes. */
export function secretId(entry: Entry): Reference {
  return new Reference(
    pathOf("store", "secrets", entry.id, "secret"),
    "resource_versionless_id",
    `id of the secret ${entry.name}`,
    `store.secret.${entry.id}`,
  );
}

/** Whether the store makes the entry; another one is filled, or was made, by somebody else. */
export function isMade({ content }: Entry): boolean {
  return content.kind === "settings" || content.kind === "secret";
}

/** Whether the identity's role is on the vault: then it reads whatever is in there. */
export function readsWholeVault({ made, existing }: VaultPlan): boolean {
  return made !== undefined || existing?.access === KeyVaultAccess.VAULT;
}

/** Read on a vault of the environment's own, or on exactly its secrets in a vault that others use too. */
export function grantsOf(plan: VaultPlan, entries: readonly Entry[]): readonly AzureGrant[] {
  if (entries.length === 0) return [];
  if (readsWholeVault(plan)) {
    return [new AzureGrant("secret-store", "read", `read the secrets of the vault ${plan.name}`, READER, plan.id)];
  }
  const summary = entries.length === 1 ? "read this entry" : `read these ${entries.length} entries`;
  return entries.map((entry) => {
    const scope = isMade(entry) ? secretId(entry) : `${String(plan.id)}/secrets/${entry.name}`;
    return new AzureGrant("secret-store", `read-${entry.id}`, summary, READER, scope);
  });
}
