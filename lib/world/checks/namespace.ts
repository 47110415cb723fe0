import { right, unknown, warning, wrong, type Check } from "../check";
import type { ExpectedEnvironment, ExpectedObject } from "../expected";
import { find, inNamespace, type Facts, type Right } from "../facts";
import { some } from "../nodes";
import { actionsOf } from "../rights";
import { classOf } from "../providers";

const MENDIX = "privatecloud.mendix.com";

/** The namespaces of the environments, and who may do what in them. */
export const NAMESPACE_CHECKS: readonly Check[] = [
  {
    id: "namespace",
    title: "Namespace",
    why: "The environment's objects go into a namespace that is there. Neither Terraform nor the manifests make it.",
    of: "environment",
    looksAt: ["Namespace"],
    look: (facts, { namespace }) => {
      const seen = find(facts, "Namespace", namespace);
      if (!seen)
        return wrong(
          `There is no namespace ${namespace}.`,
          `Install the Operator in it with mxpc-cli, or kubectl create namespace ${namespace}.`,
        );
      if (seen.status.phase !== "Terminating") return right(`${namespace} is there.`);
      return wrong(`${namespace} is being deleted.`, "Wait until it is gone, and make it again.");
    },
  },
  {
    id: "deployer-rights",
    title: "Rights of the deployer",
    why: "What deploys needs the verbs that its delivery uses, in each namespace. The API server is asked for exactly these; whose rights were asked for is said, and --as names the pipeline's.",
    of: "environment",
    looksAt: ["rights"],
    look: ({ server }, environment, { cluster }) => {
      const actions = actionsOf({ cluster, environments: [environment] });
      if (actions.length === 0) return undefined;
      const missing = actions.filter(
        (action) =>
          !server.rights.some(
            (one) =>
              one.allowed &&
              one.verb === action.verb &&
              one.resource === action.resource &&
              one.group === action.group &&
              one.namespace === action.namespace,
          ),
      );
      const who = server.who ?? "the caller";
      if (missing.length === 0)
        return right(`${who} may do what ${environment.delivery} does in ${environment.namespace}.`);
      return wrong(
        `${who} may not ${missing.map(actionText).join(", ")}.`,
        "Apply the Role that --print-role writes, and bind it; --as asks for somebody else's rights.",
      );
    },
  },
  {
    id: "names-taken",
    title: "Names that are taken",
    why: "The three objects carry the environment's name. One that is there without the Operator's annotation was made for something else, or by hand: an apply stops at it or overwrites it.",
    of: "environment",
    looksAt: ["ServiceAccount", "SecretProviderClass", "MendixApp"],
    look: (facts, environment) => {
      const taken = environment.objects.filter((object) => isForeign(facts, object));
      if (taken.length === 0) return right("free, or the environment's own.");
      return warning(
        `${taken.map(({ kind }) => kind).join(" and ")} ${environment.name} ${taken.length === 1 ? "is" : "are"} there and not this environment's.`,
        `Delete ${taken.length === 1 ? "it" : "them"}, choose another name, or take over with takeOver: [${taken.map(({ kind }) => `objects/${kind}`).join(", ")}].`,
      );
    },
  },
  {
    id: "secret-beside-class",
    title: "One source of keys",
    why: "Where a SecretProviderClass and a Secret carry the environment's name, the Operator reads the SecretProviderClass and ignores the Secret.",
    of: "environment",
    looksAt: ["Secret", "SecretProviderClass"],
    look: (facts, { name, namespace, mount }) => {
      const secret = find(facts, "Secret", name, namespace)?.metadata.annotations[`${MENDIX}/environment-secret`];
      const shadow = find(facts, "SecretProviderClass", name, namespace);
      if (mount.kind === "SecretProviderClass" && secret === "true") {
        return warning(
          `The Secret ${name} is ignored beside the SecretProviderClass.`,
          `kubectl --namespace ${namespace} delete secret ${name}`,
        );
      }
      if (mount.kind === "Secret" && shadow) {
        return wrong(
          `The SecretProviderClass ${name} is read in place of the Secret.`,
          `kubectl --namespace ${namespace} delete secretproviderclass ${name}`,
        );
      }
      return mount.kind === "none" ? undefined : right("no other one beside it.");
    },
  },
  {
    id: "image-pull-secrets",
    title: "Secrets that pull images",
    why: "The ServiceAccount names them; one that is missing, or of another type, pulls nothing.",
    of: "environment",
    looksAt: ["Secret"],
    look: (facts, { objects, namespace }) => {
      const names = objects.filter(({ kind }) => kind === "ServiceAccount").flatMap(pullSecrets);
      const faults = names.flatMap((name) => {
        const secret = find(facts, "Secret", name, namespace);
        if (!secret) return [`${name} is not there`];
        return /dockerc/.test(secret.type ?? "") ? [] : [`${name} is of the type ${secret.type}`];
      });
      if (names.length === 0) return undefined;
      if (faults.length === 0) return right(`${names.join(", ")}.`);
      return wrong(
        `${faults.join("; ")}.`,
        `kubectl --namespace ${namespace} create secret docker-registry NAME, and leave its password out of your shell's history.`,
      );
    },
  },
  {
    id: "resource-quota",
    title: "Quota",
    why: "A ResourceQuota that is used up keeps the next pod from being made, without a word on the MendixApp.",
    of: "environment",
    looksAt: ["ResourceQuota"],
    look: (facts, { namespace }) => {
      const quotas = inNamespace(facts, "ResourceQuota", namespace);
      const full = quotas.flatMap(({ metadata, status }) =>
        Object.entries(status.hard).flatMap(([resource, hard]) => {
          const used = status.used[resource];
          return /pods|cpu|memory|secrets/.test(resource) && used !== undefined && quantity(used) >= quantity(hard)
            ? [`${resource} of ${metadata.name} (${used} of ${hard})`]
            : [];
        }),
      );
      if (quotas.length === 0) return undefined;
      if (full.length === 0) return right(`there is room in ${namespace}.`);
      return wrong(`${full.join(", ")} is used up in ${namespace}.`, "Raise the ResourceQuota.");
    },
  },
  {
    id: "pod-security",
    title: "Pod security of the driver's namespace",
    why: "Driver and providers mount folders of the node, which PodSecurity allows in privileged namespaces only.",
    of: "cluster",
    looksAt: ["DaemonSet", "Namespace"],
    look: (facts, { environments }) => {
      if (!environments.some((environment) => classOf(environment) !== undefined)) return undefined;
      const stuck = facts.objects.DaemonSet.filter(({ metadata, status }) => {
        return /secrets-store|csi-provider/.test(metadata.name) && (status.numberReady ?? 0) === 0;
      });
      const faults = stuck.flatMap(({ metadata }) => {
        const level = find(facts, "Namespace", metadata.namespace ?? "")?.metadata.labels[ENFORCE];
        return level === "baseline" || level === "restricted" ? [`${metadata.namespace} (${level})`] : [];
      });
      if (faults.length === 0) return undefined;
      return wrong(
        `${some([...new Set(faults)])} refuses the pods of driver and providers.`,
        `kubectl label namespace NAMESPACE ${ENFORCE}=privileged --overwrite`,
      );
    },
  },
  {
    id: "service-mesh",
    title: "Service mesh",
    why: "A mount happens outside the pod, so a mesh does not touch it. But a Vault in a meshed namespace that takes mutual TLS only refuses the provider, which is in no mesh.",
    of: "environment",
    looksAt: ["Namespace"],
    look: (facts, environment) => {
      const namespace = vaultNamespaceOf(environment);
      const seen = namespace === undefined ? undefined : find(facts, "Namespace", namespace);
      if (!seen || !isMeshed(seen.metadata)) return undefined;
      return unknown(
        `Vault's namespace ${namespace} is in a mesh.`,
        "See that its port takes connections without mutual TLS (PERMISSIVE), or the provider is refused.",
      );
    },
  },
];

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** Namespace of a Vault that runs in the cluster: `http://vault.NAMESPACE.svc:8200`. */
export function vaultNamespaceOf(environment: ExpectedEnvironment): string | undefined {
  const mount = classOf(environment);
  if (mount?.provider !== "vault") return undefined;
  return /^https?:\/\/[^./]+\.([^./]+)\.svc\b/.exec(mount.parameters["vaultAddress"] ?? "")?.[1];
}

function isMeshed({
  labels,
  annotations,
}: {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}) {
  const istio = labels["istio-injection"] === "enabled" || labels["istio.io/rev"] !== undefined;
  return istio || labels["istio.io/dataplane-mode"] === "ambient" || annotations["linkerd.io/inject"] === "enabled";
}

function actionText({ verb, resource, namespace }: Omit<Right, "allowed">): string {
  return `${verb} ${resource}${namespace === undefined ? "" : ` in ${namespace}`}`;
}

/** Whether an object of this name is there that the environment did not make: it lacks what the environment writes. */
function isForeign(facts: Facts, { kind, name, namespace, annotations }: ExpectedObject): boolean {
  if (kind === "ServiceAccount" || kind === "SecretProviderClass") {
    const seen = find(facts, kind, name, namespace);
    const mark = Object.keys(annotations).find((annotation) => annotation.startsWith(`${MENDIX}/environment-`));
    return seen !== undefined && mark !== undefined && seen.metadata.annotations[mark] !== "true";
  }
  const app = kind === "MendixApp" ? find(facts, kind, name, namespace) : undefined;
  return app !== undefined && app.spec["allowOverrideSecretsWithSecretStoreCSIDriver"] !== true;
}

function pullSecrets({ fields }: ExpectedObject): readonly string[] {
  const references = fields["imagePullSecrets"];
  if (!Array.isArray(references)) return [];
  return references.flatMap((reference: unknown) => {
    const name =
      typeof reference === "object" && reference !== null && "name" in reference ? reference.name : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** A quantity of Kubernetes as a number: `500m`, `2Gi`, `10`. */
function quantity(written: string): number {
  const [, number = "0", unit = ""] = /^([\d.]+)([A-Za-z]*)$/.exec(written) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

const UNITS: Readonly<Record<string, number>> = {
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};
