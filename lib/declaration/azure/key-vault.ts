import { z } from "zod";
import { AzureKeyVault } from "../../stores/azure/store";
import {
  KeyVaultSku,
  type AzureKeyVaultProps,
  type ExistingKeyVaultProps,
  type ExistingKeyVaultSecret,
  type KeyVaultOptions,
} from "../../stores/azure/props";
import { flag, kind, number, props, text, texts, type Shape } from "../shape";
import { stackProvider } from "../stack-provider";

const options: Shape<KeyVaultOptions> = {
  tenantId: text("00000000-0000-0000-0000-000000000000"),
  base64: z.array(text("mx-const-Shop.Certificate")).exactOptional(),
  tags: texts().exactOptional(),
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
    existing: z.array(existing).exactOptional(),
  }),
  (given) => AzureKeyVault.fromExisting(given),
);
