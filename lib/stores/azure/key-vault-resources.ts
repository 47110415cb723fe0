import type { NeededVariable } from "../../core/blueprint";
import type { Entry } from "../../core/entry";
import { namesOf, type Subject } from "../../core/subject";
import { Reference, type Block, type Value } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import type { Resource, Resources } from "../../core/resource";
import { isToken } from "../../core/names";
import { textMap } from "../../core/settings";
import { isMade } from "./grants";
import { KeyVaultSku, type AzureKeyVaultProps } from "./props";
import { assignmentName } from "../../clouds/azure/names";
import { secretResources } from "./entries";
import { VAULT_ID, type VaultPlan } from "./plan";

/** Role that writes the secrets of a vault. */
export const DEPLOYER_ROLE = "Key Vault Secrets Officer";
const DEPLOYER_WAIT_SECONDS = 120;
const DEPLOYER_WAIT = "store/deployer-wait";
const PRIVATE_ENDPOINT = "store/private-endpoint";

/** The vault, or a look at the existing one, and the environment's secrets in it. */
export function vaultResources(
  subject: Subject,
  plan: VaultPlan,
  entries: readonly Entry[],
  variables: readonly NeededVariable[],
): Resources {
  const before = plan.made
    ? [madeVault(plan, plan.made), ...privateEndpoint(plan, plan.made), ...deployer(subject, plan.made)]
    : lookAtVault(plan);
  const after = before.map(({ path }) => path).filter((path) => path === PRIVATE_ENDPOINT || path === DEPLOYER_WAIT);
  const vaultId: Value = plan.made ? VAULT_ID : String(plan.existing?.vaultId);
  const secrets = entries
    .filter(isMade)
    .flatMap((entry) => secretResources({ plan, entry, vaultId, after, variables }));
  return [...before, ...secrets];
}

function madeVault(plan: VaultPlan, props: AzureKeyVaultProps): Resource {
  return {
    kind: "resource",
    type: "azurerm_key_vault",
    path: VAULT_ID.of,
    provider: providerHandle(props.provider),
    arguments: {
      name: plan.name,
      resource_group_name: props.resourceGroupName,
      location: props.location,
      tenant_id: props.tenantId,
      sku_name: props.sku ?? KeyVaultSku.STANDARD,
      rbac_authorization_enabled: true,
      purge_protection_enabled: props.purgeProtection,
      soft_delete_retention_days: props.softDeleteRetentionDays,
      public_network_access_enabled: props.publicNetworkAccess,
      network_acls: networkRules(props),
      tags: textMap(props.tags),
    },
  };
}

/** Without a rule everybody reaches the endpoint; with one, only who it names, and Azure's own trusted services. */
function networkRules({ allowedIpRanges = [], allowedSubnetIds = [] }: AzureKeyVaultProps): Block | undefined {
  if (allowedIpRanges.length + allowedSubnetIds.length === 0) return undefined;
  return {
    default_action: "Deny",
    bypass: "AzureServices",
    ip_rules: allowedIpRanges.length > 0 ? allowedIpRanges : undefined,
    virtual_network_subnet_ids: allowedSubnetIds.length > 0 ? allowedSubnetIds : undefined,
  };
}

/** A private endpoint has an address as soon as it is there; its name is known where the zone has the record. */
function privateEndpoint({ name }: VaultPlan, props: AzureKeyVaultProps): Resources {
  const { privateEndpoint: endpoint } = props;
  if (endpoint === undefined) return [];
  const zone = endpoint.privateDnsZoneId;
  return [
    {
      kind: "resource",
      type: "azurerm_private_endpoint",
      path: PRIVATE_ENDPOINT,
      provider: providerHandle(props.provider),
      arguments: {
        name,
        resource_group_name: props.resourceGroupName,
        location: props.location,
        subnet_id: endpoint.subnetId,
        private_service_connection: {
          name,
          private_connection_resource_id: VAULT_ID,
          is_manual_connection: false,
          subresource_names: ["vault"],
        },
        private_dns_zone_group: zone === undefined ? undefined : { name: "vault", private_dns_zone_ids: [zone] },
        tags: textMap(props.tags),
      },
    },
  ];
}

/** A role takes minutes to reach the vault, which refuses its creator until then. */
function deployer(subject: Subject, props: AzureKeyVaultProps): Resources {
  const { cluster, namespace, name } = namesOf(subject);
  const { deployerPrincipalId: principalId, deployerWaitSeconds = DEPLOYER_WAIT_SECONDS } = props;
  if (principalId === undefined) return [];
  const who = isToken(principalId) ? "" : principalId.toLowerCase();
  const role: Resource = {
    kind: "resource",
    type: "azurerm_role_assignment",
    path: "store/deployer-role",
    provider: providerHandle(props.provider),
    arguments: {
      name: assignmentName(subject.cluster.subscription ?? "", cluster, namespace, name, "deployer", who),
      scope: VAULT_ID,
      role_definition_name: DEPLOYER_ROLE,
      principal_id: principalId,
    },
  };
  const wait: Resource = {
    kind: "resource",
    type: "time_sleep",
    path: DEPLOYER_WAIT,
    // Waits again where another role is assigned.
    arguments: { create_duration: `${deployerWaitSeconds}s`, triggers: { role: new Reference(role.path, "id") } },
    after: [role.path],
  };
  return [role, wait];
}

/** In a vault with access policies the roles mean nothing: the pod would be refused, and others would not be. */
function lookAtVault({ resourceId, name, options }: VaultPlan): Resources {
  if (!resourceId) return [];
  const errorMessage = `The vault ${name} uses access policies. Switch it to Azure RBAC: az keyvault update --name ${name} --enable-rbac-authorization true`;
  const condition = new Reference("self", "rbac_authorization_enabled");
  return [
    {
      kind: "data",
      type: "azurerm_key_vault",
      path: VAULT_ID.of,
      provider: providerHandle(options.provider),
      arguments: { name, resource_group_name: resourceId.resourceGroup },
      lifecycle: { postcondition: [{ condition, errorMessage }] },
    },
  ];
}
