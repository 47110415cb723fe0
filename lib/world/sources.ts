import type { Kind } from "./kinds";

/** Where a kind of object is read. */
export interface Resource {
  /** Plural name with its group, as kubectl and RBAC call it. */
  readonly resource: string;
  readonly group: string;
  /** Whether it is read in the namespaces of the environments, or once for the cluster. */
  readonly scope: "cluster" | "namespace" | "everywhere";
  /** Version of the group that has to be served, for what is no part of Kubernetes itself. */
  readonly version?: string;
  /** For doctor, for verify, or for both. */
  readonly for: readonly ("doctor" | "verify")[];
}

const BOTH = ["doctor", "verify"] as const;
const DRIVER = "secrets-store.csi.x-k8s.io";
const MENDIX = "privatecloud.mendix.com";
const EXTERNAL = "external-secrets.io";

/** What is read, one list call for each group of them: the one source for the calls, the rights and the docs. */
export const RESOURCES: Readonly<Record<Exclude<Kind, "CustomResourceDefinition">, Resource>> = {
  Node: { resource: "nodes", group: "", scope: "cluster", for: ["doctor"] },
  CSIDriver: { resource: "csidrivers", group: "storage.k8s.io", scope: "cluster", for: BOTH },
  CSINode: { resource: "csinodes", group: "storage.k8s.io", scope: "cluster", for: ["doctor"] },
  DaemonSet: { resource: "daemonsets", group: "apps", scope: "everywhere", for: ["doctor"] },
  Deployment: { resource: "deployments", group: "apps", scope: "everywhere", for: ["doctor"] },
  ClusterSecretStore: {
    resource: "clustersecretstores",
    group: EXTERNAL,
    version: "v1",
    scope: "cluster",
    for: ["doctor"],
  },
  Namespace: { resource: "namespaces", group: "", scope: "cluster", for: BOTH },
  ServiceAccount: { resource: "serviceaccounts", group: "", scope: "namespace", for: BOTH },
  SecretProviderClass: {
    resource: "secretproviderclasses",
    group: DRIVER,
    version: "v1",
    scope: "namespace",
    for: BOTH,
  },
  SecretProviderClassPodStatus: {
    resource: "secretproviderclasspodstatuses",
    group: DRIVER,
    version: "v1",
    scope: "namespace",
    for: ["verify"],
  },
  MendixApp: { resource: "mendixapps", group: MENDIX, version: "v1alpha1", scope: "namespace", for: BOTH },
  OperatorConfiguration: {
    resource: "operatorconfigurations",
    group: MENDIX,
    version: "v1alpha1",
    scope: "namespace",
    for: BOTH,
  },
  ExternalSecret: { resource: "externalsecrets", group: EXTERNAL, version: "v1", scope: "namespace", for: BOTH },
  SecretStore: { resource: "secretstores", group: EXTERNAL, version: "v1", scope: "namespace", for: BOTH },
  ResourceQuota: { resource: "resourcequotas", group: "", scope: "namespace", for: ["doctor"] },
  Pod: { resource: "pods", group: "", scope: "namespace", for: BOTH },
  Event: { resource: "events", group: "", scope: "namespace", for: ["verify"] },
  Secret: { resource: "secrets", group: "", scope: "namespace", for: BOTH },
};

/** Groups whose kinds are asked for by discovery, which every user may: no right to list CRDs is needed. */
export const GROUPS: readonly string[] = [`${DRIVER}/v1`, `${MENDIX}/v1alpha1`, `${EXTERNAL}/v1`];
