import { inside, written, type Written } from "./cluster";

/** One thing that is broken in a cluster, and what doctor says then. */
export interface BrokenRow {
  readonly what: string;
  /** Cluster whose environments it is about. */
  readonly cluster: "prod" | "cloud" | "pool";
  readonly check: string;
  readonly status: "wrong" | "warning" | "unknown";
  readonly says: RegExp;
  /** Changes the objects of a right cluster. */
  readonly breaks: (objects: Written[]) => void;
}

function remove(kind: string, name: string) {
  return (objects: Written[]) => {
    objects.splice(objects.indexOf(written(objects, kind, name)), 1);
  };
}

/** Replaces the audiences of the driver. */
function audiences(...names: readonly string[]) {
  return (objects: Written[]) => {
    inside(written(objects, "CSIDriver", DRIVER), "spec")["tokenRequests"] = names.map((audience) => ({ audience }));
  };
}

function container(objects: Written[], kind: string, name: string) {
  return inside(written(objects, kind, name), "spec", "template", "spec", "containers", 0);
}

function image(kind: string, name: string, value: string) {
  return (objects: Written[]) => {
    container(objects, kind, name)["image"] = value;
  };
}

function status(kind: string, name: string, field: string, value: unknown) {
  return (objects: Written[]) => {
    inside(written(objects, kind, name), "status")[field] = value;
  };
}

function taint(objects: Written[], name: string): void {
  written(objects, "Node", name)["spec"] = { taints: [{ key: "team", value: "mendix", effect: "NoSchedule" }] };
}

function add(written: Written) {
  return (objects: Written[]) => void objects.push(written);
}

function appPod(node: string): Written {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "orders-master-0", namespace: "mendix", labels: { "privatecloud.mendix.com/app": "orders" } },
    spec: { nodeName: node, containers: [{ name: "m2ee-sidecar", image: "registry.example.com/sidecar:1" }] },
  };
}

const DRIVER = "secrets-store.csi.k8s.io";
const DRIVER_SET = "csi-secrets-store-secrets-store-csi-driver";
const AWS_SET = "secrets-store-csi-driver-provider-aws";

const ABOUT_OPERATOR: readonly BrokenRow[] = [
  {
    what: "no Operator",
    cluster: "prod",
    check: "operator",
    status: "wrong",
    says: /No Operator is in the namespace mendix/,
    breaks: remove("Deployment", "mendix-operator"),
  },
  {
    what: "an Operator that does not start",
    cluster: "prod",
    check: "operator",
    status: "wrong",
    says: /mendix\/mendix-operator has no ready pod/,
    breaks: status("Deployment", "mendix-operator", "readyReplicas", 0),
  },
  {
    what: "an Operator elsewhere",
    cluster: "prod",
    check: "operator",
    status: "unknown",
    says: /global\/mendix-operator is ready, if it is the global Operator/,
    breaks: (objects) => void (written(objects, "Deployment", "mendix-operator").metadata.namespace = "global"),
  },
  {
    what: "an Operator that is too old",
    cluster: "prod",
    check: "operator-version",
    status: "wrong",
    says: /2\.20\.0 is too old for: Kubernetes Secret/,
    breaks: image("Deployment", "mendix-operator", "r/mendix-operator:2.20.0"),
  },
  {
    what: "a newer Operator than declared",
    cluster: "prod",
    check: "operator-version",
    status: "warning",
    says: /2\.27\.0; 2\.25\.1 is declared/,
    breaks: image("Deployment", "mendix-operator", "r/mendix-operator:2.27.0"),
  },
  {
    what: "an OperatorConfiguration without what a connected app needs",
    cluster: "prod",
    check: "operator-configuration",
    status: "wrong",
    says: /has not runtimeAutomountServiceAccountToken: true/,
    breaks: (objects) => void (written(objects, "OperatorConfiguration", "mendix-operator-configuration")["spec"] = {}),
  },
  {
    what: "a connected app without the portal's switch",
    cluster: "prod",
    check: "connected-switch",
    status: "wrong",
    says: /MendixApp portal does not read a secret store/,
    breaks: (objects) => void (written(objects, "MendixApp", "portal")["spec"] = {}),
  },
];

const ABOUT_DRIVER: readonly BrokenRow[] = [
  {
    what: "no CSIDriver",
    cluster: "prod",
    check: "csi-driver",
    status: "wrong",
    says: /There is no CSIDriver/,
    breaks: remove("CSIDriver", DRIVER),
  },
  {
    what: "GKE's add-on only",
    cluster: "pool",
    check: "csi-driver",
    status: "wrong",
    says: /Only GKE's own add-on is there/,
    breaks: (objects) => void (written(objects, "CSIDriver", DRIVER).metadata.name = "secrets-store-gke.csi.k8s.io"),
  },
  {
    what: "no token for IRSA",
    cluster: "prod",
    check: "csi-driver-audiences",
    status: "wrong",
    says: /tokens for sts\.amazonaws\.com\.$/,
    breaks: audiences("pods.eks.amazonaws.com"),
  },
  {
    what: "no token for Pod Identity",
    cluster: "prod",
    check: "csi-driver-audiences",
    status: "wrong",
    says: /tokens for pods\.eks\.amazonaws\.com\.$/,
    breaks: audiences("sts.amazonaws.com"),
  },
  {
    what: "no token for Azure",
    cluster: "cloud",
    check: "csi-driver-audiences",
    status: "wrong",
    says: /api:\/\/AzureADTokenExchange/,
    breaks: audiences("vault"),
  },
  {
    what: "tokens, and none for Google",
    cluster: "pool",
    check: "csi-driver-google-audience",
    status: "wrong",
    says: /none for acme-prod\.svc\.id\.goog/,
    breaks: audiences("vault"),
  },
  {
    what: "rotation off",
    cluster: "prod",
    check: "csi-driver-rotation",
    status: "warning",
    says: /It is off/,
    breaks: (objects) => void (inside(written(objects, "CSIDriver", DRIVER), "spec")["requiresRepublish"] = false),
  },
  {
    what: "rotation too slow",
    cluster: "prod",
    check: "csi-driver-rotation",
    status: "warning",
    says: /after 1h/,
    breaks: (objects) => void (container(objects, "DaemonSet", DRIVER_SET)["args"] = ["--rotation-poll-interval=1h"]),
  },
  {
    what: "driver pods that are not ready",
    cluster: "prod",
    check: "csi-driver-pods",
    status: "wrong",
    says: /1 of 2 ready/,
    breaks: status("DaemonSet", DRIVER_SET, "numberReady", 1),
  },
  {
    what: "a node without the driver",
    cluster: "prod",
    check: "csi-driver-nodes",
    status: "wrong",
    says: /^b has no driver/,
    breaks: remove("CSINode", "b"),
  },
  {
    what: "a driver of before v1",
    cluster: "prod",
    check: "csi-driver-version",
    status: "wrong",
    says: /0\.3\.0 serves no/,
    breaks: image("DaemonSet", DRIVER_SET, "registry.k8s.io/csi-secrets-store/driver:v0.3.0"),
  },
];

const ABOUT_NODES: readonly BrokenRow[] = [
  {
    what: "an app on Fargate",
    cluster: "prod",
    check: "node-kinds",
    status: "wrong",
    says: /f \(Fargate\)/,
    breaks: (objects) => {
      objects.push(
        fargate(),
        { ...structuredClone(written(objects, "CSINode", "a")), metadata: { name: "f" } },
        appPod("f"),
      );
    },
  },
  {
    what: "nothing but tainted nodes",
    cluster: "prod",
    check: "node-kinds",
    status: "wrong",
    says: /No node can run an app/,
    breaks: (objects) => ["a", "b"].forEach((name) => taint(objects, name)),
  },
  {
    what: "Autopilot",
    cluster: "pool",
    check: "gke-autopilot",
    status: "wrong",
    says: /gk3-a are Autopilot's/,
    breaks: (objects) => ["Node", "CSINode"].forEach((kind) => (written(objects, kind, "a").metadata.name = "gk3-a")),
  },
  {
    what: "a node that is not ready",
    cluster: "prod",
    check: "nodes-ready",
    status: "unknown",
    says: /^a is not ready/,
    breaks: (objects) => void (inside(written(objects, "Node", "a"), "status", "conditions", 0)["status"] = "Unknown"),
  },
];

function fargate(): Written {
  const labels = { "kubernetes.io/os": "linux", "eks.amazonaws.com/compute-type": "fargate" };
  return { apiVersion: "v1", kind: "Node", metadata: { name: "f", labels } };
}

const ABOUT_PROVIDERS: readonly BrokenRow[] = [
  {
    what: "no provider of AWS",
    cluster: "prod",
    check: "provider-pods",
    status: "wrong",
    says: /provider of AWS Secrets Manager is not installed/,
    breaks: remove("DaemonSet", AWS_SET),
  },
  {
    what: "no provider of Vault",
    cluster: "prod",
    check: "provider-pods",
    status: "wrong",
    says: /provider of HashiCorp Vault is not/,
    breaks: remove("DaemonSet", "vault-csi-provider"),
  },
  {
    what: "no provider of Azure",
    cluster: "cloud",
    check: "provider-pods",
    status: "wrong",
    says: /provider of Azure Key Vault is not/,
    breaks: remove("DaemonSet", "csi-secrets-store-provider-azure"),
  },
  {
    what: "a provider of Google that is not ready",
    cluster: "pool",
    check: "provider-pods",
    status: "wrong",
    says: /0 of 2 ready/,
    breaks: status("DaemonSet", "csi-secrets-store-provider-gcp", "numberReady", 0),
  },
  {
    what: "a provider that tolerates no taint",
    cluster: "prod",
    check: "provider-nodes",
    status: "wrong",
    says: /AWS Secrets Manager is not on a: its DaemonSet does not tolerate the taint team=mendix:NoSchedule/,
    breaks: (objects) => {
      taint(objects, "a");
      objects.push(appPod("a"));
      inside(written(objects, "DaemonSet", AWS_SET), "spec", "template", "spec")["tolerations"] = [];
    },
  },
  {
    what: "no Pod Identity agent",
    cluster: "prod",
    check: "pod-identity-agent",
    status: "wrong",
    says: /It is not installed/,
    breaks: remove("DaemonSet", "eks-pod-identity-agent"),
  },
  {
    what: "no workload identity webhook",
    cluster: "cloud",
    check: "workload-identity-webhook",
    status: "wrong",
    says: /It is not installed/,
    breaks: remove("Deployment", "azure-wi-webhook-controller-manager"),
  },
  {
    what: "no External Secrets Operator",
    cluster: "prod",
    check: "external-secrets-operator",
    status: "wrong",
    says: /It is not installed/,
    breaks: remove("Deployment", "external-secrets"),
  },
  {
    what: "no SecretStore",
    cluster: "prod",
    check: "external-secret-store",
    status: "wrong",
    says: /no SecretStore acme in the namespace mendix/,
    breaks: remove("SecretStore", "acme"),
  },
  {
    what: "a SecretStore that is not ready",
    cluster: "prod",
    check: "external-secret-store",
    status: "wrong",
    says: /SecretStore acme is not ready: could not get provider client/,
    breaks: (objects) =>
      void (inside(written(objects, "SecretStore", "acme"), "status")["conditions"] = [
        { type: "Ready", status: "False", reason: "InvalidProviderConfig", message: "could not get provider client" },
      ]),
  },
];

const ABOUT_NAMESPACES: readonly BrokenRow[] = [
  {
    what: "a ServiceAccount that somebody made by hand",
    cluster: "prod",
    check: "names-taken",
    status: "warning",
    says: /^ServiceAccount orders is there/,
    breaks: add({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "orders", namespace: "mendix" } }),
  },
  {
    what: "a Secret beside a SecretProviderClass",
    cluster: "prod",
    check: "secret-beside-class",
    status: "warning",
    says: /The Secret orders is ignored/,
    breaks: add({
      apiVersion: "v1",
      kind: "Secret",
      metadata: {
        name: "orders",
        namespace: "mendix",
        annotations: { "privatecloud.mendix.com/environment-secret": "true" },
      },
    }),
  },
  {
    what: "a SecretProviderClass over a Secret",
    cluster: "prod",
    check: "secret-beside-class",
    status: "wrong",
    says: /SecretProviderClass plain is read in place/,
    breaks: add({
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: "plain", namespace: "mendix" },
      spec: {},
    }),
  },
  {
    what: "no Secret that pulls images",
    cluster: "prod",
    check: "image-pull-secrets",
    status: "wrong",
    says: /registry is not there/,
    breaks: remove("Secret", "registry"),
  },
  {
    what: "a quota that is used up",
    cluster: "prod",
    check: "resource-quota",
    status: "wrong",
    says: /pods of small \(2 of 2\)/,
    breaks: add({
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "small", namespace: "mendix" },
      spec: { hard: { pods: "2" } },
      status: { hard: { pods: "2" }, used: { pods: "2" } },
    }),
  },
  {
    what: "Vault's namespace in a mesh",
    cluster: "prod",
    check: "service-mesh",
    status: "unknown",
    says: /Vault's namespace vault is in a mesh/,
    breaks: (objects) =>
      void (written(objects, "Namespace", "vault").metadata.labels = { "istio-injection": "enabled" }),
  },
];

export const BROKEN: readonly BrokenRow[] = [
  ...ABOUT_OPERATOR,
  ...ABOUT_DRIVER,
  ...ABOUT_NODES,
  ...ABOUT_PROVIDERS,
  ...ABOUT_NAMESPACES,
];
