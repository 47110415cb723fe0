import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { ApiServer, apiServer } from "../../../engines/api-server";
import { provider } from "../../../engines/terraform";
import type { SecretSubject, Target, Values } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

const LAB: StoreDeclaration = {
  cluster: { other: {} },
  store: { kubernetesSecret: {} },
  delivery: { terraform: {} },
  generates: false,
};

export const onKubernetes: Pick<SecretSubject, "engines" | "deployment" | "providers"> = {
  engines: [provider("kubernetes"), apiServer],
  deployment: { kind: "apply", start },
  providers: (stack) => void new KubernetesProvider(stack, "kubernetes", {}),
};

interface Secret {
  readonly metadata: { readonly name: string };
  readonly data?: Values;
}

/** An API server. As long as it refuses, it lacks the namespace. */
async function start(): Promise<Target> {
  const server = await ApiServer.start();
  return {
    environment: { KUBE_CONFIG_PATH: server.kubeconfig },
    refuse: (refused) => {
      if (!refused) server.createNamespace("mendix");
    },
    holds: () => Promise.resolve(valuesOf(server)),
    stop: () => server.stop(),
  };
}

function valuesOf(server: ApiServer): Values {
  const listed = server.kubectl(["get", "secret", "--namespace", "mendix", "--output=json"]);
  const { items } = JSON.parse(listed) as { items: readonly Secret[] };
  return Object.fromEntries(
    items.flatMap(({ metadata: { name }, data = {} }) =>
      Object.entries(data).map(([key, value]) => [`${name} ${key}`, Buffer.from(value, "base64").toString("utf8")]),
    ),
  );
}

export const KUBERNETES_SUBJECTS: readonly SecretSubject[] = [
  {
    title: "Kubernetes Secret, objects by Terraform",
    ...onKubernetes,
    parts: (name, ephemeral) => environmentParts(name, ephemeral, LAB),
    files: (name) => environmentFiles(name, LAB),
    atDebug: "the kubernetes provider prints a Secret when it creates one",
  },
];
