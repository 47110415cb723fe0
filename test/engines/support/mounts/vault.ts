import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { vaultCarriages } from "../../../../engines/carrier/vault";
import { vaultProvider } from "../../../../engines/csi/providers";
import { vaultServer, VaultServer } from "../../../../engines/openbao";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const PROVIDERS = ["vault", "kubernetes"];

/** OpenBao or Vault, which reviews the tokens of who logs in at the API server. */
export const vault: MountStore = {
  title: "Vault",
  engines: [vaultProvider.engine, vaultServer],
  providers: PROVIDERS,
  refusal: /service account name not authorized|namespace not authorized/,
  async start(api) {
    const server = await VaultServer.start();
    await server.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
    await server.request("POST", "auth/kubernetes/config", {
      kubernetes_host: api.url,
      kubernetes_ca_cert: api.caCertificate,
      token_reviewer_jwt: api.token("kube-system", "vault"),
    });
    const deployment = new Deployment({
      providers: PROVIDERS,
      kubeconfig: api.kubeconfig,
      environment: server.environment,
      carriages: { ...vaultCarriages(server), ...kubernetesCarriages(api) },
    });
    return {
      deployment,
      installed: [{ provider: vaultProvider }],
      clusters: { prod: { other: { context: "current", issuer: api.issuer } } },
      props: { store: { vault: { address: server.address } } },
      deleteEntryOf: async (key) => {
        await server.request("DELETE", `secret/metadata/prod/mendix/orders/${key}`);
      },
      stop: () => {
        return server.stop();
      },
    };
  },
};
