import * as crypto from "node:crypto";
import type { Entra, FederatedCredential } from "../clouds/entra";
import type { KeyVaults } from "../clouds/key-vault";
import { valueToWrite, type Carriages, type Values } from "./carrier";

/** Azure's own ids are of no form that matters: the same name gives the same one. */
function uuidOf(text: string): string {
  const hex = crypto.createHash("sha256").update(text).digest("hex");
  return [8, 4, 4, 4, 12].map((length, index) => hex.slice(index * 12, index * 12 + length)).join("-");
}

const idOf = (group: string, type: string, name: string) =>
  `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/${group}/providers/${type}/${name}`;

/** Puts what a stack declares in Azure where the emulators of Entra ID and Key Vault look. */
export function azureCarriages(tenant: string, entra: Entra, keyVaults: KeyVaults): Carriages {
  return { ...identityCarriages(tenant, entra), ...vaultCarriages(tenant, keyVaults) };
}

function identityCarriages(tenant: string, { identities }: Entra): Carriages {
  const identityOf = (id: unknown) => {
    const principalId = uuidOf(`${String(id)} principal`);
    return identities.find((identity) => identity.principalId === principalId);
  };
  return {
    azurerm_user_assigned_identity: {
      computed: ({ name = "", resource_group_name = "" }) => {
        const id = idOf(resource_group_name, "Microsoft.ManagedIdentity/userAssignedIdentities", name);
        return { id, client_id: uuidOf(`${id} client`), principal_id: uuidOf(`${id} principal`) };
      },
      put: ({ client_id, principal_id }) => {
        const [clientId, principalId] = [String(client_id), String(principal_id)];
        identities.push({ tenant, clientId, principalId, credentials: [] });
      },
      remove: ({ id }) => void identities.splice(identities.indexOf(identityOf(id) ?? NOBODY), 1),
    },
    azurerm_federated_identity_credential: {
      put: (values) => void identityOf(values["parent_id"])?.credentials.push(credentialOf(values)),
    },
  };
}

function vaultCarriages(tenant: string, keyVaults: KeyVaults): Carriages {
  return {
    azurerm_key_vault: {
      computed: ({ name = "", resource_group_name = "" }) => ({
        id: idOf(resource_group_name, "Microsoft.KeyVault/vaults", name),
      }),
      put: ({ id, name }) => void keyVaults.vaults.set(String(name), { id: String(id), tenant, secrets: new Map() }),
    },
    azurerm_role_assignment: {
      put: ({ role_definition_name, scope, principal_id }) => {
        const principalId = String(principal_id);
        keyVaults.assignments.push({ role: String(role_definition_name), scope: String(scope), principalId });
      },
    },
    azurerm_key_vault_secret: {
      computed: ({ key_vault_id = "", name = "" }) => ({ resource_versionless_id: `${key_vault_id}/secrets/${name}` }),
      put: (values) => {
        const written = valueToWrite(values, "value");
        if (written !== undefined) keyVaults.put(vaultOf(values["key_vault_id"]), String(values["name"]), written);
      },
      remove: ({ key_vault_id, name }) =>
        void keyVaults.vaults.get(vaultOf(key_vault_id))?.secrets.delete(String(name).toLowerCase()),
    },
  };
}

const NOBODY = { tenant: "", clientId: "", principalId: "", credentials: [] };

const vaultOf = (id: unknown) => String(id).split("/").at(-1) ?? "";

function credentialOf({ issuer, subject, audience }: Values): FederatedCredential {
  return { issuer: String(issuer), subject: String(subject), audiences: audience as string[] };
}
