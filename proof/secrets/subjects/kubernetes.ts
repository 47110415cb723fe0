import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { ApiServer, apiServer } from "../../../engines/api-server";
import { provider } from "../../../engines/terraform";
import { takeOutCommand } from "../../../lib/delivery/taken-over";
import type { SecretSubject, Target, Values } from "../subject";
import { environmentFiles, environmentParts, type StoreDeclaration } from "./environments";

const LAB: StoreDeclaration = {
  cluster: { other: { context: "current" } },
  store: { kubernetesSecret: {} },
  delivery: { terraform: {} },
  generates: false,
};

/** The MendixApp is there already, and imported. */
const TAKEN_OVER: StoreDeclaration = {
  ...LAB,
  delivery: { terraform: {} },
  takeOver: [{ resource: "objects/MendixApp", holdsNoSecret: true }],
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
  return targetOf(await ApiServer.start());
}

function targetOf(server: ApiServer): Target {
  return {
    environment: { KUBE_CONFIG_PATH: server.kubeconfig },
    refuse: (refused) => {
      if (!refused) server.createNamespace("mendix");
    },
    holds: () => Promise.resolve(valuesOf(server)),
    stop: () => server.stop(),
  };
}

/** A server with a MendixApp of each environment that holds secrets, which its owner then takes out as the error says. */
async function startWithApps(secrets: Values): Promise<Target> {
  const server = await ApiServer.start();
  const names = Object.keys(secrets).flatMap((variable) => /^(.*)_database_password$/.exec(variable)?.[1] ?? []);
  const [canary = ""] = Object.values(secrets);
  return {
    ...targetOf(server),
    refuse: (refused) => {
      if (refused) return;
      server.createNamespace("mendix");
      for (const name of names.map((variable) => variable.replaceAll("_", "-"))) makeApp(server, name, canary);
    },
  };
}

function makeApp(server: ApiServer, name: string, secret: string): void {
  const mxAdminPassword = Buffer.from(secret).toString("base64");
  const app = {
    apiVersion: "privatecloud.mendix.com/v1alpha1",
    kind: "MendixApp",
    metadata: { name, namespace: "mendix" },
    spec: {
      sourceURL: "https://example.com/app.mda",
      runtime: { mxAdminPassword, microflowConstants: { "Shop.Key": secret } },
    },
  };
  server.kubectl(["apply", "--filename", "-"], JSON.stringify(app));
  const patch = /--patch '(.*)'$/.exec(takeOutCommand({ name, namespace: "mendix" }))?.[1] ?? "";
  server.kubectl(["patch", "mendixapp", name, "--namespace", "mendix", "--type=merge", "--patch", patch]);
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
  {
    title: "Kubernetes Secret, a MendixApp taken over",
    ...onKubernetes,
    deployment: { kind: "apply", start: startWithApps },
    parts: (name, ephemeral) => environmentParts(name, ephemeral, TAKEN_OVER),
    files: (name) => environmentFiles(name, TAKEN_OVER),
  },
];
