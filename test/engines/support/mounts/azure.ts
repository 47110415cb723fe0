import { azureCarriages } from "../../../../engines/carrier/azure";
import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { CloudServer } from "../../../../engines/clouds/cloud-server";
import { Entra, ENTRA_HOST } from "../../../../engines/clouds/entra";
import { KeyVaults, type RoleAssignment } from "../../../../engines/clouds/key-vault";
import { azureProvider } from "../../../../engines/csi/providers";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const TENANT = "99999999-8888-7777-6666-555555555555";
const VAULT = "acme-orders";
const PLACE = { resourceGroupName: "mendix", location: "westeurope" };

const PROVIDERS: readonly string[] = [];

/** Azure Key Vault, in emulators of Entra ID and of the vault's own interface. */
export const azure: MountStore = {
  title: "Azure Key Vault",
  engines: [azureProvider.engine],
  providers: PROVIDERS,
  refusal: /AADSTS700213: No matching federated identity record found for presented assertion subject/,
  issuerPath: "/",
  async start(api, authority) {
    const entra = new Entra({ issuer: api.issuer, publicKey: api.publicKey });
    const keyVaults = new KeyVaults(entra.sessions);
    const server = await CloudServer.start(authority, [ENTRA_HOST, `${VAULT}.vault.azure.net`], (request) =>
      request.host === ENTRA_HOST ? entra.answer(request) : keyVaults.answer(request),
    );
    const taken: RoleAssignment[] = [];
    const deployment = new Deployment({
      providers: PROVIDERS,
      kubeconfig: api.kubeconfig,
      environment: {},
      carriages: { ...azureCarriages(TENANT, entra, keyVaults), ...kubernetesCarriages(api) },
    });
    return {
      deployment,
      installed: [{ provider: azureProvider, hosts: [server.hosts] }],
      clusters: { prod: { aks: { context: "current", issuer: api.issuer, subscription: SUBSCRIPTION } } },
      props: {
        store: { azureKeyVault: { tenantId: TENANT, vaultName: VAULT, purgeProtection: true, ...PLACE } },
        identity: { azureWorkloadIdentity: PLACE },
      },
      deleteEntryOf: (key) => void keyVaults.vaults.get(VAULT)?.secrets.delete(key),
      setReader: (reads) => {
        if (reads) keyVaults.assignments.push(...taken.splice(0));
        else taken.push(...keyVaults.assignments.splice(0));
      },
      setDown: (down) => void (server.down = down),
      stop: () => {
        return server.stop();
      },
    };
  },
};
