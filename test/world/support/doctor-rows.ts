import { add, appPod, AWS_SET, remove, status, taint, type BrokenRow } from "./breaking";
import { inside, written, type Written } from "./cluster";
import { ABOUT_DRIVER, ABOUT_OPERATOR } from "./doctor-rows-driver";

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
    says: /provider of AWS Secrets Manager and Parameter Store is not installed/,
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
    says: /AWS Secrets Manager and Parameter Store is not on a: its DaemonSet does not tolerate the taint team=mendix:NoSchedule/,
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
