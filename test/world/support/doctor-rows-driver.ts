import { audiences, container, DRIVER, DRIVER_SET, image, remove, status, type BrokenRow } from "./breaking";
import { inside, written } from "./cluster";

export const ABOUT_OPERATOR: readonly BrokenRow[] = [
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
    breaks: (objects) =>
      void (inside(written(objects, "OperatorConfiguration", "mendix-operator-configuration"), "spec")[
        "runtimeAutomountServiceAccountToken"
      ] = false),
  },
  {
    what: "a connected app without the portal's switch",
    cluster: "prod",
    check: "connected-switch",
    status: "wrong",
    says: /MendixApp portal does not read a secret store/,
    breaks: (objects) =>
      void (inside(written(objects, "MendixApp", "portal"), "spec")["allowOverrideSecretsWithSecretStoreCSIDriver"] =
        false),
  },
];

export const ABOUT_DRIVER: readonly BrokenRow[] = [
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
