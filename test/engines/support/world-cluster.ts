import * as path from "node:path";
import type { Written } from "../../world/support/cluster";
import type { ApiServer } from "../../../engines/api-server";

/** This file runs compiled, too. */
const CRDS = path.join(process.cwd(), "test/world/support/crds.yaml");

/** Kinds whose status is written apart; no controller and no kubelet is there to write it. */
const STATUS = new Set(["Node", "DaemonSet", "Deployment", "ResourceQuota", "Pod", "MendixApp", "ExternalSecret"]);

/** Makes an API server hold certain objects, by what changes from one list to the next. */
export class WorldCluster {
  private current: readonly Written[] = [];

  constructor(private readonly server: ApiServer) {
    server.kubectl(["apply", "--filename", CRDS]);
    server.kubectl(["wait", "--for=condition=Established", "--timeout=30s", "--filename", CRDS]);
  }

  /** Namespaces are made where they are missing, and stay: no controller runs that would empty them. */
  become(wanted: readonly Written[]): void {
    const before = new Map(this.current.map((object) => [idOf(object), JSON.stringify(object)]));
    const changed = wanted.filter((object) => before.get(idOf(object)) !== JSON.stringify(object));
    const after = new Set(wanted.map(idOf));
    const gone = this.current.filter((object) => !after.has(idOf(object)) && object.kind !== "Namespace");
    // A pod's spec can't be changed.
    const remade = changed.filter((object) => object.kind === "Pod" && before.has(idOf(object)));
    this.remove([...gone, ...remade]);
    this.apply(changed);
    this.current = structuredClone<readonly Written[]>(wanted);
  }

  private remove(objects: readonly Written[]): void {
    if (objects.length === 0) return;
    const flags = ["--ignore-not-found", "--force", "--grace-period=0", "--wait=false"];
    this.server.kubectl(["delete", ...flags, "--filename=-"], listOf(objects));
  }

  private apply(objects: readonly Written[]): void {
    if (objects.length === 0) return;
    const spaces = [...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))].map((name) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name },
    }));
    const plain = objects.map(withoutManagers);
    const flags = ["--server-side", "--force-conflicts", "--validate=false", "--filename=-"];
    this.server.kubectl(
      ["apply", ...flags],
      listOf([...spaces.filter((space) => !plain.some((one) => idOf(one) === idOf(space))), ...plain]),
    );
    // The API server taints a new node until a controller finds it ready.
    const nodes = plain.filter(({ kind }) => kind === "Node");
    if (nodes.length > 0) this.server.kubectl(["apply", ...flags], listOf(nodes));
    const statuses = plain.filter(({ kind, status }) => STATUS.has(kind) && status !== undefined);
    if (statuses.length > 0) {
      this.server.kubectl(["apply", "--subresource=status", ...flags], listOf(statuses.map(statusOnly)));
    }
  }
}

function idOf({ kind, metadata }: Pick<Written, "kind" | "metadata">): string {
  return [kind, metadata.namespace ?? "", metadata.name].join("/");
}

function withoutManagers(object: Written): Written {
  const { managedFields: _managers, ...metadata } = object.metadata as Written["metadata"] & {
    managedFields?: unknown;
  };
  return { ...object, metadata };
}

function statusOnly({ apiVersion, kind, metadata, status }: Written): Written {
  const { name, namespace } = metadata;
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, status };
}

function listOf(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}
