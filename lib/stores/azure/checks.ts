import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { checkChoice } from "../../core/choice";
import { isToken } from "../../core/names";
import { checkGuid, checkText } from "../../clouds/azure/ids";
import { checkNetwork } from "./network-checks";
import { KeyVaultAccess, KeyVaultSku, type AzureKeyVaultProps, type ExistingKeyVaultProps } from "./props";
import { checkRegulation } from "./regulation-checks";
import { isSecretName, isVaultName } from "../../clouds/azure/names";
import type { VaultPlan } from "./plan";

/** Checks the vault itself: its name, its tenant, and how it is kept. */
export function checkVault(share: Share, plan: VaultPlan): void {
  checkGuid(share, "store.tenantId", plan.options.tenantId, "id of the tenant", "az account show --query tenantId");
  checkRegulation(share, plan.options);
  if (plan.existing) checkExistingVault(share, plan, plan.existing);
  else if (plan.made) checkMadeVault(share, plan, plan.made);
}

function checkName(share: Share, { name }: VaultPlan): void {
  if (!isToken(name) && isVaultName(name)) return;
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-AZURE-VAULT",
    "store.vaultName",
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a vault: 3 to 24 letters, digits and single hyphens, a letter in front, known at synthesis.`,
    'Write vaultName: "orders-prod".',
  );
}

function checkExistingVault(share: Share, plan: VaultPlan, existing: ExistingKeyVaultProps): void {
  const { vaultId, prefix } = existing;
  checkChoice(share, "store.access", existing.access, KeyVaultAccess);
  if (!isToken(vaultId) && !plan.resourceId) {
    share.problem(
      "MX-AZURE-VAULT",
      "store.vaultId",
      `${quote(vaultId)} is not the resource id of a vault in Azure's own spelling.`,
      'Write "/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/NAME".',
    );
  } else checkName(share, plan);
  if (prefix !== undefined && (isToken(prefix) || !isSecretName(prefix))) {
    share.problem(
      isToken(prefix) ? "MX-TOKEN" : "MX-AZURE-SECRET-NAME",
      "store.prefix",
      `${isToken(prefix) ? "A Terraform token" : quote(prefix)} can't begin the names of secrets: 1 to 127 letters, digits and -, known at synthesis.`,
      'Write prefix: "orders-prod", or leave it out.',
    );
  }
}

function checkMadeVault(share: Share, plan: VaultPlan, made: AzureKeyVaultProps): void {
  checkName(share, plan);
  checkText(share, "store.resourceGroupName", made.resourceGroupName, 'resourceGroupName: "mendix"');
  checkText(share, "store.location", made.location, 'location: "westeurope"');
  checkChoice(share, "store.sku", made.sku, KeyVaultSku);
  checkDeletion(share, made);
  checkNetwork(share, made);
  checkDeployer(share, made);
}

/** Both choices are final, so neither is guessed from a value of another type. */
function checkDeletion(share: Share, { purgeProtection, softDeleteRetentionDays: days }: AzureKeyVaultProps): void {
  if (typeof purgeProtection !== "boolean") {
    share.problem(
      "MX-AZURE-RETENTION",
      "store.purgeProtection",
      "Purge protection is not chosen, and it can't be switched off once it is on.",
      "Write purgeProtection: true for production, or false where vaults come and go under one name.",
    );
  }
  if (days === undefined || (Number.isInteger(days) && days >= 7 && days <= 90)) return;
  share.problem(
    "MX-AZURE-RETENTION",
    "store.softDeleteRetentionDays",
    `${quote(days)} is not a retention: 7 to 90 days.`,
    "Write 90, or leave it out.",
  );
}

function checkDeployer(share: Share, { deployerPrincipalId, deployerWaitSeconds: wait }: AzureKeyVaultProps): void {
  if (deployerPrincipalId !== undefined) {
    const command = "az ad signed-in-user show --query id";
    checkGuid(share, "store.deployerPrincipalId", deployerPrincipalId, "object id of the deployer", command);
  }
  if (wait === undefined || (Number.isInteger(wait) && wait >= 0 && wait <= 1_800)) return;
  share.problem(
    "MX-AZURE-DEPLOYER",
    "store.deployerWaitSeconds",
    `${quote(wait)} is not a wait: whole seconds from 0 to 1800.`,
    "Write 120, or leave it out.",
  );
}
