import type { ClassFile } from "../../../stores/class-rules";
import { annotationsOf, textIn, type Candidate } from "../candidates";
import { Todo, type Draft } from "../todo";
import { countOf, keysAmong, type StoreReader } from "./taken";

const GUID = "00000000-0000-0000-0000-000000000000";
const GROUP = `/subscriptions/${GUID}/resourceGroups/mendix/providers`;
const CLOUDS: Readonly<Record<string, string>> = { AzureUSGovernmentCloud: "usGovernment", AzureChinaCloud: "china" };

/** Azure Key Vault: secrets by their name in one vault. */
export const readAzure: StoreReader = ({ candidate, parameters, files }) => {
  const { keys, left } = keysAmong(files);
  const good = keys.filter((file) => reasonAgainst(file) === undefined);
  const vault = textIn(parameters["keyvaultName"]) ?? "";
  const base64 = good.filter(({ encoding }) => encoding === "base64").map(({ file }) => file);
  return {
    store: {
      azureKeyVaultFromExisting: {
        tenantId: tenantOf(parameters),
        vaultId: vaultIdOf(vault),
        ...(base64.length === 0 ? {} : { base64 }),
        existing: good.map(({ file, object }) => ({ name: object, key: file })),
      },
    },
    identity: identityOf(candidate, parameters),
    keys: good.map(({ file }) => file),
    taken: [`${countOf(good, `the vault ${vault}`)} as store.azureKeyVaultFromExisting.existing`],
    left: [
      ...left,
      ...keys.flatMap((file) => reasonAgainst(file) ?? []),
      ...good.flatMap(({ at, version }) =>
        version === undefined ? [] : [`${at}: a version is pinned; the newest is mounted then.`],
      ),
    ],
  };
};

/** What the caller's own command line finds out of a vault, by its name. */
export function vaultIdOf(vault: string): Todo {
  const id = `${GROUP}/Microsoft.KeyVault/vaults/${vault || "orders"}`;
  return new Todo(`resource id of the vault (az keyvault show --name ${vault} --query id --output tsv)`, id);
}

function reasonAgainst({ at, file, encoding, id }: ClassFile): string | undefined {
  if (!id.startsWith("secret/")) return `${at}: ${file} is a key or certificate, and no secret.`;
  return encoding === "hex" ? `${at}: ${file} is kept hex-encoded, which existing entries can't say.` : undefined;
}

function tenantOf(parameters: Readonly<Record<string, string>>): Draft {
  const tenant = textIn(parameters["tenantID"]) ?? textIn(parameters["tenantId"]);
  return tenant ?? new Todo("id of the vault's tenant (az account show --query tenantId)", GUID);
}

function identityOf({ account }: Candidate, parameters: Readonly<Record<string, string>>): Draft {
  const annotated = textIn(annotationsOf(account)["azure.workload.identity/client-id"]);
  const clientId = textIn(parameters["clientID"]) ?? annotated;
  const query = clientId === undefined ? "" : ` (az identity list --query "[?clientId=='${clientId}']")`;
  const id = `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/orders`;
  const cloud = CLOUDS[parameters["cloudName"] ?? ""];
  return {
    azureWorkloadIdentityFromExisting: {
      clientId: clientId ?? new Todo("client id of the managed identity", GUID),
      resourceId: new Todo(`resource id of the managed identity${query}`, id),
      principalId: new Todo(`object id of the managed identity, its principalId${query}`, GUID),
      ...(cloud === undefined ? {} : { cloud }),
    },
  };
}
