import { kubernetesCarriages } from "../../../../engines/carrier/kubernetes";
import { Deployment } from "./deployment";
import type { MountStore } from "./store";

const PROVIDERS = ["kubernetes"];

/** A Secret of Kubernetes, which the kubelet mounts without driver or provider. */
export const kubernetes: MountStore = {
  title: "a Kubernetes Secret",
  engines: [],
  providers: PROVIDERS,
  oneDocument: true,
  refusal: /MountVolume.SetUp failed for volume "secrets" : secret "orders" not found/,
  start: (api) =>
    Promise.resolve({
      deployment: new Deployment({
        providers: PROVIDERS,
        kubeconfig: api.kubeconfig,
        environment: {},
        carriages: kubernetesCarriages(api),
      }),
      installed: [],
      clusters: { prod: { other: { context: "current", issuer: api.issuer } } },
      props: { store: { kubernetesSecret: {} } },
      deleteEntryOf: () => void api.kubectl(["delete", "secret", "orders", "--namespace", "mendix"]),
      stop: () => Promise.resolve(),
    }),
};
