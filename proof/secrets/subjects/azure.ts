import { createHash } from "node:crypto";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import type { ExistingManagedIdentityProps } from "../../../lib/azure";
import { provider } from "../../../engines/terraform";
import type { MockedTarget, SecretSubject } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const TENANT = "99999999-8888-7777-6666-555555555555";
const PROVIDERS = `/subscriptions/${SUBSCRIPTION}/resourceGroups/mendix/providers`;

export const AKS = {
  name: "prod",
  issuer: `https://westeurope.oic.prod-aks.azure.com/${TENANT}/12345678-aaaa-bbbb-cccc-123456789abc/`,
  subscription: SUBSCRIPTION,
};
export const KEY_VAULT = {
  tenantId: TENANT,
  resourceGroupName: "mendix",
  location: "westeurope",
  purgeProtection: true,
};
/** One that others made: manifests are written before Azure could make it. */
export function workloadIdentity(name: string): ExistingManagedIdentityProps {
  const digits = createHash("sha256").update(name).digest("hex");
  const uuid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  const resourceId = `${PROVIDERS}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  return { resourceId, clientId: uuid, principalId: uuid, mutable: true };
}

/** Ids as Azure has them: the mocks of Terraform make up texts that the provider's own checks refuse. */
const MOCKS = {
  azurerm: {
    mock_resource: {
      azurerm_key_vault: { defaults: { id: `${PROVIDERS}/Microsoft.KeyVault/vaults/x` } },
      azurerm_key_vault_secret: {
        defaults: { resource_versionless_id: `${PROVIDERS}/Microsoft.KeyVault/vaults/x/secrets/y` },
      },
    },
  },
};

/** What every subject on Azure shares. Nothing else than a login is asked of Azure while new resources are planned. */
export const onAzure: Pick<SecretSubject, "engines" | "deployment" | "providers"> = {
  engines: [provider("azurerm"), provider("random")],
  deployment: { kind: "mocks", start: startLogin },
  providers: (stack) => void new AzurermProvider(stack, "azurerm", { features: [{}] }),
};

/** Gives out tokens as the metadata service of a virtual machine does. */
async function startLogin(): Promise<MockedTarget> {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { oid: TENANT, tid: TENANT, appid: TENANT, exp: 4_102_444_800 };
  const token = { access_token: `${part({ alg: "none" })}.${part(claims)}.none`, token_type: "Bearer" };
  const answer = JSON.stringify({ ...token, expires_in: "86400", expires_on: "4102444800" });
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return {
    environment: {
      ARM_USE_MSI: "true",
      ARM_USE_CLI: "false",
      ARM_MSI_ENDPOINT: endpoint,
      ARM_SUBSCRIPTION_ID: SUBSCRIPTION,
      ARM_TENANT_ID: TENANT,
      ARM_CLIENT_ID: TENANT,
      ARM_PROVIDER_ENHANCED_VALIDATION: "false",
      ARM_RESOURCE_PROVIDER_REGISTRATIONS: "none",
    },
    mocks: MOCKS,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const { issuer, subscription } = AKS;
const DECLARATION: StoreDeclaration = {
  cluster: { aks: { context: "current", issuer, subscription } },
  store: { azureKeyVault: KEY_VAULT },
  identity: (name) => ({ azureWorkloadIdentityFromExisting: workloadIdentity(name) }),
  generates: true,
};

export const AZURE_SUBJECTS: readonly SecretSubject[] = [
  {
    title: "Azure Key Vault, its apply played",
    ...onAzure,
    parts: (name, ephemeral) => environmentParts(name, ephemeral, DECLARATION),
    files: (name) => environmentFiles(name, DECLARATION),
  },
];
