import { z } from "zod";
import { AzureKeyVault } from "../../stores/azure/store";
import {
  KeyVaultAccess,
  KeyVaultSku,
  type AzureKeyVaultProps,
  type ExistingKeyVaultProps,
  type ExistingKeyVaultSecret,
  type KeyVaultExpiry,
  type KeyVaultOptions,
  type KeyVaultPrivateEndpoint,
} from "../../stores/azure/props";
import { flag, kind, number, props, text, texts, type Shape } from "../shape";
import { stackProvider } from "../stack-provider";

const expiry = props<KeyVaultExpiry>("KeyVaultExpiry", {
  date: text("2027-12-31T00:00:00Z").exactOptional(),
  days: number({ minimum: 1, example: 365 }).exactOptional(),
  renewal: number({ minimum: 1, example: 2 }).exactOptional(),
});

const NETWORK = "/subscriptions/ID/resourceGroups/network/providers/Microsoft.Network";

const privateEndpoint = props<KeyVaultPrivateEndpoint>("KeyVaultPrivateEndpoint", {
  subnetId: text(`${NETWORK}/virtualNetworks/aks/subnets/endpoints`),
  privateDnsZoneId: text(`${NETWORK}/privateDnsZones/privatelink.vaultcore.azure.net`).exactOptional(),
});

const options: Shape<KeyVaultOptions> = {
  tenantId: text("00000000-0000-0000-0000-000000000000"),
  base64: z.array(text("mx-const-Shop.Certificate")).exactOptional(),
  tags: texts().exactOptional(),
  expiry: expiry.exactOptional(),
  contentType: text("text/plain").exactOptional(),
  provider: stackProvider("azurerm").exactOptional(),
};

export const azureKeyVault = kind(
  "AzureKeyVault",
  props<AzureKeyVaultProps>("AzureKeyVaultProps", {
    ...options,
    resourceGroupName: text("mendix"),
    location: text("westeurope"),
    purgeProtection: flag(),
    softDeleteRetentionDays: number({ minimum: 7, maximum: 90, example: 90 }).exactOptional(),
    vaultName: text("orders-prod").exactOptional(),
    sku: z.enum(KeyVaultSku).exactOptional(),
    publicNetworkAccess: flag().exactOptional(),
    privateEndpoint: privateEndpoint.exactOptional(),
    allowedIpRanges: z.array(text("203.0.113.0/24")).exactOptional(),
    allowedSubnetIds: z.array(text()).exactOptional(),
    deployerPrincipalId: text("00000000-0000-0000-0000-000000000000").exactOptional(),
    deployerWaitSeconds: number({ minimum: 0, example: 120 }).exactOptional(),
  }),
  (given) => new AzureKeyVault(given),
);

const existing = props<ExistingKeyVaultSecret>("ExistingKeyVaultSecret", {
  name: text("orders-database-password"),
  key: text("database-password"),
});

export const azureKeyVaultFromExisting = kind(
  "AzureKeyVault.fromExisting",
  props<ExistingKeyVaultProps>("ExistingKeyVaultProps", {
    ...options,
    vaultId: text("/subscriptions/ID/resourceGroups/mendix/providers/Microsoft.KeyVault/vaults/orders"),
    vaultName: text("orders").exactOptional(),
    prefix: text("orders-prod").exactOptional(),
    access: z.enum(KeyVaultAccess).exactOptional(),
    existing: z.array(existing).exactOptional(),
  }),
  (given) => AzureKeyVault.fromExisting(given),
);
