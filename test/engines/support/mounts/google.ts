import { googleCarriages } from "../../../../engines/carrier/google";
import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { CloudServer } from "../../../../engines/clouds/cloud-server";
import { GOOGLE_HOSTS, GoogleCloud } from "../../../../engines/clouds/google";
import { googleProvider } from "../../../../engines/csi/providers";
import { FakeSecretManager } from "../../../../engines/secret-manager";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const PROJECT = { id: "acme-prod", number: "123456789012" };

const PROVIDERS: readonly string[] = [];

/** Google Secret Manager, in emulators of its two interfaces and of the exchange of tokens. */
export const google: MountStore = {
  title: "Google Secret Manager",
  engines: [googleProvider.engine],
  providers: PROVIDERS,
  refusal: /Permission 'secretmanager.versions.access' denied/,
  async start(api, authority) {
    const secrets = await FakeSecretManager.start();
    const cloud = new GoogleCloud({ issuer: api.issuer, publicKey: api.publicKey }, PROJECT, secrets);
    const server = await CloudServer.start(authority, GOOGLE_HOSTS, (request) => cloud.answer(request));
    const deployment = new Deployment({
      providers: PROVIDERS,
      kubeconfig: api.kubeconfig,
      environment: {},
      carriages: { ...googleCarriages(secrets, cloud), ...kubernetesCarriages(api) },
    });
    return {
      deployment,
      installed: [{ provider: googleProvider, hosts: [server.hosts], environment: { PROJECT: PROJECT.id } }],
      clusters: { prod: { gke: { context: "current", project: PROJECT.id, projectNumber: PROJECT.number } } },
      props: { store: { googleSecretManager: {} }, identity: { gkeWorkloadIdentity: {} } },
      deleteEntryOf: (key) => void secrets.secrets.delete(`projects/${PROJECT.id}/secrets/prod-mendix-orders-${key}`),
      setDown: (down) => void (server.down = down),
      stop: async () => {
        await server.stop();
        await secrets.stop();
      },
    };
  },
};
