import { DataAzurermKeyVault } from "@cdktf/provider-azurerm/lib/data-azurerm-key-vault";
import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Subject } from "../../blueprint/subject";
import type { Bound } from "../../blueprint/parts";
import { defined } from "../../values/defined";
import { isToken } from "../../values/names";
import { terraformText, terraformValue } from "../../values/text";
import { isMade } from "../key-vault-grants";
import { KeyVaultSku, type AzureKeyVaultProps } from "../key-vault-props";
import { assignmentName } from "../names";
import { VAULT_ID, type VaultPlan } from "../vault-plan";
import { bindSecret } from "./key-vault-secret";
import { TimeSleep } from "./time-sleep";

const DEPLOYER_ROLE = "Key Vault Secrets Officer";
const DEPLOYER_WAIT_SECONDS = 120;

/** Makes the vault, or looks at the existing one, and the environment's secrets in it. */
export function bindKeyVault(scope: Construct, blueprint: Blueprint, bound: Bound, plan: VaultPlan): void {
  const ready: ITerraformDependable[] = [];
  let vaultId = String(plan.existing?.vaultId);
  if (plan.made) {
    const vault = makeVault(scope, plan, plan.made);
    vaultId = vault.id;
    bound.references.set(VAULT_ID.reference, vaultId);
    const deployer = bindDeployer(scope, blueprint.subject, plan.made, vault);
    if (deployer) ready.push(deployer);
  } else lookAtVault(scope, plan);
  const secrets = new Construct(scope, "secrets");
  for (const entry of blueprint.entries.filter(isMade)) {
    bindSecret(new Construct(secrets, entry.id), blueprint, bound, { plan, entry, vaultId, ready });
  }
}

function makeVault(scope: Construct, plan: VaultPlan, props: AzureKeyVaultProps): KeyVault {
  return new KeyVault(
    scope,
    "vault",
    defined({
      provider: props.provider,
      name: plan.name,
      resourceGroupName: terraformText(props.resourceGroupName),
      location: terraformText(props.location),
      tenantId: terraformText(props.tenantId),
      skuName: props.sku ?? KeyVaultSku.STANDARD,
      rbacAuthorizationEnabled: true,
      purgeProtectionEnabled: props.purgeProtection,
      softDeleteRetentionDays: props.softDeleteRetentionDays,
      publicNetworkAccessEnabled: props.publicNetworkAccess,
      networkAcls: networkRules(props),
      tags: props.tags && terraformValue({ ...props.tags }),
    }),
  );
}

/** Without a rule everybody reaches the endpoint; with one, only who it names, and Azure's own trusted services. */
function networkRules({ allowedIpRanges = [], allowedSubnetIds = [] }: AzureKeyVaultProps) {
  if (allowedIpRanges.length + allowedSubnetIds.length === 0) return undefined;
  return defined({
    defaultAction: "Deny",
    bypass: "AzureServices",
    ipRules: allowedIpRanges.length > 0 ? [...allowedIpRanges] : undefined,
    virtualNetworkSubnetIds: allowedSubnetIds.length > 0 ? allowedSubnetIds.map(terraformText) : undefined,
  });
}

/** A role takes minutes to reach the vault, which refuses its creator until then. */
function bindDeployer(scope: Construct, subject: Subject, props: AzureKeyVaultProps, vault: KeyVault) {
  const { deployerPrincipalId: principalId, deployerWaitSeconds = DEPLOYER_WAIT_SECONDS } = props;
  if (principalId === undefined) return undefined;
  const who = isToken(principalId) ? "" : principalId.toLowerCase();
  const { cluster, namespace, name } = subject;
  const role = new RoleAssignment(
    scope,
    "deployer-role",
    defined({
      provider: props.provider,
      name: assignmentName(cluster.subscription ?? "", cluster.name, namespace, name, "deployer", who),
      scope: vault.id,
      roleDefinitionName: DEPLOYER_ROLE,
      principalId,
    }),
  );
  return new TimeSleep(scope, "deployer-wait", deployerWaitSeconds, { role: role.id }, [role]);
}

/** In a vault with access policies the roles mean nothing: the pod would be refused, and others would not be. */
function lookAtVault(scope: Construct, plan: VaultPlan): void {
  if (!plan.resourceId) return;
  const errorMessage = `The vault ${plan.name} uses access policies. Switch it to Azure RBAC: az keyvault update --name ${plan.name} --enable-rbac-authorization true`;
  new DataAzurermKeyVault(
    scope,
    "vault",
    defined({
      provider: plan.options.provider,
      name: plan.name,
      resourceGroupName: plan.resourceId.resourceGroup,
      lifecycle: { postcondition: [{ condition: "${self.rbac_authorization_enabled}", errorMessage }] },
    }),
  );
}
