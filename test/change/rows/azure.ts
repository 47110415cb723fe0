import { Cluster } from "../../../lib";
import { KeyVaultSku, type AzureKeyVaultProps, type AzureWorkloadIdentityProps } from "../../../lib/azure";
import {
  azureSample,
  existingIdentity,
  identity,
  ISSUER,
  PROVIDERS,
  sharedVault,
  SUBSCRIPTION,
  vault,
  VAULT_ID,
} from "../../azure/samples";
import { row, type Row } from "./row";

const store = (props: Partial<AzureKeyVaultProps>) => azureSample({ store: vault(props) });
const withIdentity = (props: Partial<AzureWorkloadIdentityProps>) => azureSample({ identity: identity(props) });
const SUBNET = `${PROVIDERS}/Microsoft.Network/virtualNetworks/shop/subnets/pods`;
const PERSON = "77777777-7777-7777-7777-777777777777";

/** What an environment of Azure can change. */
export const AZURE: readonly Row[] = [
  row("a vault in another resource group", store({}), store({ resourceGroupName: "payroll" }), [
    "replaced: resource_group_name of azurerm_key_vault store/vault changes from mendix to payroll: it is destroyed and made anew.",
  ]),
  row("a vault in another region", store({}), store({ location: "northeurope" }), [
    "replaced: location of azurerm_key_vault store/vault changes from westeurope to northeurope: it is destroyed and made anew.",
  ]),
  row("a vault of another tenant", store({}), store({ tenantId: PERSON }), [
    "changed: spec.parameters.tenantID of the SecretProviderClass changes from 99999999-8888-7777-6666-555555555555 to 77777777-7777-7777-7777-777777777777.",
    "changed: tenant_id of azurerm_key_vault store/vault changes from 99999999-8888-7777-6666-555555555555 to 77777777-7777-7777-7777-777777777777.",
  ]),
  row("no purge protection", store({}), store({ purgeProtection: false }), [
    "changed: purge_protection_enabled of azurerm_key_vault store/vault changes from true to false.",
  ]),
  row("a shorter retention", store({}), store({ softDeleteRetentionDays: 7 }), [
    "changed: soft_delete_retention_days of azurerm_key_vault store/vault is new: 7.",
  ]),
  row("network rules that go", store({ allowedIpRanges: ["203.0.113.0/24"] }), store({}), [
    "widened: network_acls.default_action of azurerm_key_vault store/vault goes; it was Deny.",
    "changed: network_acls.bypass of azurerm_key_vault store/vault goes; it was AzureServices.",
  ]),
  row("a subnet that may reach the vault", store({}), store({ allowedSubnetIds: [SUBNET] }), [
    "changed: network_acls.default_action of azurerm_key_vault store/vault is new: Deny.",
    "changed: network_acls.bypass of azurerm_key_vault store/vault is new: AzureServices.",
  ]),
  row("a public endpoint", store({ publicNetworkAccess: false }), store({}), [
    "widened: public_network_access_enabled of azurerm_key_vault store/vault goes; it was false.",
  ]),
  row("another tier", store({ sku: KeyVaultSku.PREMIUM }), store({}), [
    "changed: sku_name of azurerm_key_vault store/vault changes from premium to standard.",
  ]),
  row("somebody who may write all secrets", store({}), store({ deployerPrincipalId: PERSON }), [
    "added: azurerm_role_assignment store/deployer-role is made.",
    "added: time_sleep store/deployer-wait is made.",
  ]),
  row("tags of the vault", store({ tags: { team: "shop" } }), store({}), [
    "changed: tags.team of azurerm_key_vault store/vault goes; it was shop.",
    "changed: tags.team of azurerm_key_vault_secret store/secrets/database-type/secret and 9 others goes; it was shop.",
  ]),
  row(
    "another shared vault",
    azureSample({ store: sharedVault() }),
    azureSample({ store: sharedVault({ vaultId: VAULT_ID.replace("acme-mendix", "acme-payroll") }) }),
    [
      "changed: spec.parameters.keyvaultName of the SecretProviderClass changes from acme-mendix to acme-payroll.",
      "replaced: name of azurerm_key_vault store/vault changes from acme-mendix to acme-payroll: it is destroyed and made anew.",
    ],
  ),
  row(
    "a secret of another team",
    azureSample({ store: sharedVault({ existing: [{ name: "shop", key: "mx-admin-password" }] }) }),
    azureSample({ store: sharedVault({ existing: [{ name: "payroll", key: "mx-admin-password" }] }) }),
    [
      "widened: The pod may now act as Key Vault Secrets User on /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mendix/providers/Microsoft.KeyVault/vaults/acme-mendix/secrets/payroll.",
      "changed: The files that the SecretProviderClass mounts change, or where they come from.",
    ],
  ),
  row(
    "the issuer of the cluster's tokens",
    azureSample(),
    azureSample({ cluster: Cluster.aks({ name: "prod", issuer: `${ISSUER}evil/`, subscription: SUBSCRIPTION }) }),
    [
      "widened: issuer of azurerm_federated_identity_credential identity/federation/prod changes from https://westeurope.oic.prod-aks.azure.com/tenant/id/ to https://westeurope.oic.prod-aks.azure.com/tenant/id/evil/.",
    ],
  ),
  row("another audience", withIdentity({}), withIdentity({ audience: "api://other" }), [
    "widened: audience[0] of azurerm_federated_identity_credential identity/federation/prod changes from api://AzureADTokenExchange to api://other.",
  ]),
  row(
    "a second cluster that is trusted",
    withIdentity({}),
    withIdentity({ alsoTrust: [Cluster.aks({ name: "spare", issuer: ISSUER.replace("tenant", "spare") })] }),
    [
      "identity: The use of the identity changes from only system:serviceaccount:mendix:orders of prod to only system:serviceaccount:mendix:orders of prod and spare.",
      "added: azurerm_federated_identity_credential identity/federation/spare is made.",
    ],
  ),
  row(
    "an existing identity that may be changed",
    azureSample({ identity: existingIdentity() }),
    azureSample({ identity: existingIdentity({ mutable: true }) }),
    [
      "removed: output administrator-steps is destroyed.",
      "added: azurerm_federated_identity_credential identity/federation/prod is made.",
    ],
  ),
  row(
    "another principal",
    azureSample({ identity: existingIdentity({ mutable: true }) }),
    azureSample({ identity: existingIdentity({ mutable: true, principalId: PERSON }) }),
    [
      "replaced: principal_id of azurerm_role_assignment identity/roles/files, identity/roles/read changes from abababab-cdcd-efef-0101-232323232323 to 77777777-7777-7777-7777-777777777777: it is destroyed and made anew.",
    ],
  ),
];
