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

export function remove(kind: string, name: string) {
  return (objects: Written[]) => {
    objects.splice(objects.indexOf(written(objects, kind, name)), 1);
  };
}

/** Replaces the audiences of the driver. */
export function audiences(...names: readonly string[]) {
  return (objects: Written[]) => {
    inside(written(objects, "CSIDriver", DRIVER), "spec")["tokenRequests"] = names.map((audience) => ({ audience }));
  };
}

export function container(objects: Written[], kind: string, name: string) {
  return inside(written(objects, kind, name), "spec", "template", "spec", "containers", 0);
}

export function image(kind: string, name: string, value: string) {
  return (objects: Written[]) => {
    container(objects, kind, name)["image"] = value;
  };
}

export function status(kind: string, name: string, field: string, value: unknown) {
  return (objects: Written[]) => {
    inside(written(objects, kind, name), "status")[field] = value;
  };
}

export function taint(objects: Written[], name: string): void {
  written(objects, "Node", name)["spec"] = { taints: [{ key: "team", value: "mendix", effect: "NoSchedule" }] };
}

export function add(written: Written) {
  return (objects: Written[]) => void objects.push(written);
}

export function appPod(node: string): Written {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "orders-master-0", namespace: "mendix", labels: { "privatecloud.mendix.com/app": "orders" } },
    spec: { nodeName: node, containers: [{ name: "m2ee-sidecar", image: "registry.example.com/sidecar:1" }] },
  };
}

export const DRIVER = "secrets-store.csi.k8s.io";
export const DRIVER_SET = "csi-secrets-store-secrets-store-csi-driver";
export const AWS_SET = "secrets-store-csi-driver-provider-aws";
