import { atLeast } from "../../catalogue/versions";
import { right, unknown, warning, wrong, type Check, type Outcome } from "../check";
import type { ClusterNeeds, ExpectedEnvironment } from "../expected";
import { find, gapOf, type Facts } from "../facts";
import type { Fact } from "../kinds";
import { keptFrom, nodesOfApps, some } from "../nodes";
import { classOf, daemonSetWith, PROVIDERS, providerVersion } from "../providers";
import { readiness } from "./driver";

/** The providers that the environments need, each once, with its DaemonSet. */
function needed(facts: Facts, { environments }: ClusterNeeds) {
  const names = new Set(environments.flatMap((environment) => classOf(environment)?.provider ?? []));
  return [...names].flatMap((name) => {
    const provider = PROVIDERS[name];
    return provider ? [{ name, provider, set: daemonSetWith(facts.objects.DaemonSet, provider.image) }] : [];
  });
}

function deploymentLike(facts: Facts, pattern: RegExp): Fact<"Deployment"> | undefined {
  return facts.objects.Deployment.find(({ metadata, spec }) => {
    return pattern.test(metadata.name) || spec.template.spec.containers.some(({ image }) => pattern.test(image ?? ""));
  });
}

function ready({ metadata, status }: Fact<"Deployment">): Outcome {
  const where = `${metadata.namespace}/${metadata.name}`;
  if ((status.readyReplicas ?? 0) > 0) return right(`${where} is ready.`);
  return wrong(
    `${where} has no ready pod.`,
    `Look at kubectl --namespace ${metadata.namespace} describe deployment ${metadata.name}.`,
  );
}

/** What reads the stores, and what gives pods their identity. */
export const PROVIDER_CHECKS: readonly Check[] = [
  {
    id: "provider-pods",
    title: "Providers of the driver",
    why: "Each store has a provider of its own beside the driver. Without one a mount fails with provider not found.",
    of: "cluster",
    looksAt: ["DaemonSet"],
    look: (facts, needs) =>
      needed(facts, needs).map(({ provider, set }) =>
        set ? readiness(set) : wrong(`The provider of ${provider.title} is not installed.`, provider.install),
      ),
  },
  {
    id: "provider-nodes",
    title: "Nodes with the providers",
    why: "A provider has to run on each node that the driver serves. The chart of AWS's provider tolerates no taint unless it is told to.",
    of: "cluster",
    looksAt: ["DaemonSet", "Node"],
    look: (facts, needs) =>
      needed(facts, needs).flatMap(({ provider, set }) => {
        const kept = nodesOfApps(facts, needs).flatMap((node) => {
          const why = set && keptFrom(set, node);
          return why === undefined ? [] : [{ name: node.metadata.name, why }];
        });
        const [first] = kept;
        if (!set) return [];
        if (!first) return [right(`the provider of ${provider.title} may run on every node that apps run on.`)];
        return [
          wrong(
            `The provider of ${provider.title} is not on ${some(kept.map(({ name }) => name))}: its DaemonSet ${first.why}.`,
            "Set the provider's chart value tolerations (or nodeSelector) as the driver's.",
          ),
        ];
      }),
  },
  {
    id: "provider-version",
    title: "Version of the providers",
    why: "Google's provider takes a key of a JSON document from 1.9.0 on; an older one mounts the whole document under the key's name.",
    of: "environment",
    looksAt: ["DaemonSet"],
    look: (facts, environment) => {
      const mount = classOf(environment);
      if (mount?.provider !== "gcp" || !mount.parameters["secrets"]?.includes("extractJSONKey")) return undefined;
      const version = providerVersion(facts.objects.DaemonSet, "gcp");
      if (version === undefined)
        return unknown("The image of Google's provider carries no version.", "See that it is 1.9.0 or newer.");
      if (atLeast(version, "1.9.0")) return right(`Google's is ${version}.`);
      return wrong(`Google's is ${version}, which knows no extractJSONKey.`, "Upgrade the provider to 1.9.0 or newer.");
    },
  },
  {
    id: "pod-identity-agent",
    title: "EKS Pod Identity agent",
    why: "With EKS Pod Identity the provider gets its credentials from an agent on the node, an add-on of EKS.",
    of: "cluster",
    looksAt: ["DaemonSet"],
    look: (facts, { environments, cluster }) => {
      if (!environments.some((environment) => classOf(environment)?.parameters["usePodIdentity"] === "true"))
        return undefined;
      const agent = daemonSetWith(facts.objects.DaemonSet, /eks-pod-identity-agent/);
      if (agent) return readiness(agent);
      return wrong(
        "It is not installed.",
        `aws eks create-addon --cluster-name ${cluster.name} --addon-name eks-pod-identity-agent`,
      );
    },
  },
  {
    id: "workload-identity-webhook",
    title: "Azure workload identity webhook",
    why: "Pods that are labelled azure.workload.identity/use log in to databases and storage by a token that this webhook mounts. Key Vault is read without it.",
    of: "cluster",
    looksAt: ["Deployment"],
    look: (facts, { environments, cluster }) => {
      if (!environments.some(usesAzureToken)) return undefined;
      const webhook = deploymentLike(facts, /azure-wi-webhook|azure-workload-identity\/webhook/);
      if (webhook) return ready(webhook);
      return wrong(
        "It is not installed.",
        `az aks update --name ${cluster.name} --resource-group GROUP --enable-workload-identity`,
      );
    },
  },
  {
    id: "vault-agent",
    title: "Address of Vault",
    why: "A SecretProviderClass without vaultAddress is read through the agent, or from the address, that Vault's provider was installed with.",
    of: "cluster",
    looksAt: ["DaemonSet"],
    look: (facts, { environments }) => {
      const without = environments.filter((environment) => {
        const mount = classOf(environment);
        return mount?.provider === "vault" && mount.parameters["vaultAddress"] === undefined;
      });
      const set = PROVIDERS["vault"] && daemonSetWith(facts.objects.DaemonSet, PROVIDERS["vault"].image);
      if (without.length === 0 || !set) return undefined;
      const { containers } = set.spec.template.spec;
      if (containers.some(({ name }) => /agent/.test(name))) return right("The provider reads through its agent.");
      const address = containers.flatMap(({ args }) => args).find((arg) => arg.includes("vault-addr="));
      if (address) return right(`The provider has ${address.replace(/^-+/, "")}.`);
      return warning(
        `${some(without.map(({ id }) => id))} names no address, and the provider has no agent and no -vault-addr.`,
        "Write store.vault.address, or install the provider with CsiProvider.vault({ address }).",
      );
    },
  },
  {
    id: "external-secrets-operator",
    title: "External Secrets Operator",
    why: "It copies the values of another store into the environment's Secret.",
    of: "cluster",
    looksAt: ["Deployment"],
    look: (facts, { environments }) => {
      if (!environments.some(({ mount }) => mount.kind === "Secret" && mount.externalSecret)) return undefined;
      const operator = deploymentLike(facts, /^external-secrets$|external-secrets\/external-secrets/);
      return operator ? ready(operator) : wrong("It is not installed.", "Install its chart external-secrets.");
    },
  },
  {
    id: "external-secret-store",
    title: "SecretStore that is named",
    why: "An ExternalSecret reads through a SecretStore, or a ClusterSecretStore, that somebody made for it.",
    of: "environment",
    looksAt: [],
    look: lookAtSecretStore,
  },
];

function lookAtSecretStore(facts: Facts, { mount, namespace }: ExpectedEnvironment) {
  const reference = mount.kind === "Secret" ? mount.externalSecret : undefined;
  if (reference === undefined) return undefined;
  const kind = reference.kind === "ClusterSecretStore" ? "ClusterSecretStore" : "SecretStore";
  const gap = gapOf(facts, kind, namespace);
  if (gap) return unknown(`not seen: ${gap.why}.`, "Run it as somebody who may see that.");
  const where = kind === "SecretStore" ? ` in the namespace ${namespace}` : "";
  const store = find(facts, kind, reference.name, kind === "SecretStore" ? namespace : undefined);
  if (!store)
    return wrong(
      `There is no ${kind} ${reference.name}${where}.`,
      `Make it, or write another one under store.secretStore.`,
    );
  const condition = store.status.conditions.find(({ type }) => type === "Ready");
  if (condition?.status === "True") return right(`${kind} ${reference.name} is ready.`);
  return wrong(
    `${kind} ${reference.name} is not ready: ${condition?.message ?? "it says nothing"}.`,
    "Correct it: its credentials or its address.",
  );
}

function usesAzureToken({ objects, operatorConfiguration }: ExpectedEnvironment): boolean {
  const label = '"azure.workload.identity/use":"true"';
  const specs = objects.filter(({ kind }) => kind === "MendixApp").map(({ fields }) => fields);
  return JSON.stringify([specs, operatorConfiguration ?? {}]).includes(label);
}
