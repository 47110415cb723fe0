import type { ClusterNeeds, ExpectedEnvironment, ExpectedObject } from "../../../lib/world/expected";
import { mountedFiles } from "../../../lib/world/mounted";
import { classOf } from "../../../lib/world/providers";
import { CANARY, rightCluster, written, type Written } from "./cluster";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A cluster in which every environment is deployed and runs. */
export function deployedCluster({ environments }: ClusterNeeds): Written[] {
  const portal = environments.some(({ name }) => name === "portal");
  return [
    ...rightCluster().filter(({ metadata }) => metadata.name !== "portal" || portal),
    ...environments.flatMap(deployed),
  ];
}

function deployed(environment: ExpectedEnvironment): Written[] {
  const { name, mount } = environment;
  const objects = environment.objects.map(writtenOf);
  const secret = mount.kind === "Secret" ? [secretOf(environment)] : [];
  const status = mount.kind === "SecretProviderClass" ? [podStatusOf(environment, `${name}-master-0`)] : [];
  return [...objects, ...secret, podOf(environment), ...status];
}

function writtenOf({ apiVersion, kind, name, namespace, annotations, labels, fields }: ExpectedObject): Written {
  const copy = structuredClone({ annotations, labels, fields });
  const metadata = {
    name,
    namespace,
    labels: copy.labels as Record<string, string>,
    annotations: { ...(copy.annotations as Record<string, string>), [LAST_APPLIED]: CANARY, note: CANARY },
    managedFields: [
      { manager: "Terraform", operation: "Apply", time: "2026-11-01T10:00:00Z", fieldsV1: pathsOf(copy.fields) },
    ],
  };
  const status = STATUS[kind];
  return {
    apiVersion,
    kind,
    metadata,
    ...copy.fields,
    ...(status === undefined ? {} : { status: structuredClone(status) }),
  };
}

/** Fields as managedFields has them, values of lists included as it may. */
function pathsOf(fields: unknown): object {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return { [`v:"${CANARY}"`]: {} };
  return Object.fromEntries(Object.entries(fields).map(([field, inner]) => [`f:${field}`, pathsOf(inner)]));
}

const STATUS: Readonly<Record<string, object>> = {
  MendixApp: {
    serviceAccountStatus: "attached",
    databaseStatus: "Ready",
    storageStatus: "Ready",
    buildStatus: "Ready",
    runtimeStatus: "Ready",
    networkStatus: "Ready",
    message: CANARY,
  },
  ExternalSecret: { conditions: [{ type: "Ready", status: "True", reason: "SecretSynced", message: "secret synced" }] },
};

function secretOf({ name, namespace, keys }: ExpectedEnvironment): Written {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: {
      name,
      namespace,
      annotations: { "privatecloud.mendix.com/environment-secret": "true", [LAST_APPLIED]: CANARY },
    },
    type: "Opaque",
    data: Object.fromEntries(keys.map(({ key }) => [key, Buffer.from(CANARY).toString("base64")])),
  };
}

/** A pod of an app as the Operator makes it. */
export function podOf({ name, namespace, mount, objects }: ExpectedEnvironment): Written {
  const spec = objects.find(({ kind }) => kind === "MendixApp")?.fields["spec"];
  const { runtimeDeploymentPodAnnotations: annotations = {} } = (spec ?? {}) as {
    runtimeDeploymentPodAnnotations?: Record<string, string>;
  };
  const attributes = { secretProviderClass: name };
  const volume =
    mount.kind === "Secret"
      ? { name: "store", secret: { secretName: name } }
      : { name: "store", csi: { driver: "secrets-store.csi.k8s.io", readOnly: true, volumeAttributes: attributes } };
  const env = [{ name: "TOKEN", value: CANARY }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${name}-master-0`,
      namespace,
      labels: { "privatecloud.mendix.com/app": name, "privatecloud.mendix.com/component": "mendix-app" },
      annotations: { ...annotations, note: CANARY },
    },
    spec: {
      nodeName: "a",
      serviceAccountName: name,
      volumes: [volume],
      containers: [{ name: "mendix", image: IMAGE, env }],
    },
    status: RUNNING,
  };
}

const IMAGE = "registry.example.com/app:1.0.0";

const RUNNING = {
  phase: "Running",
  containerStatuses: [
    {
      name: "mendix",
      image: IMAGE,
      imageID: `registry.example.com/app@sha256:${"0".repeat(64)}`,
      ready: true,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: "2026-11-01T10:00:00Z" } },
      lastState: { terminated: { exitCode: 1, message: CANARY } },
    },
  ],
};

/** What the driver reports of a pod's mount. */
export function podStatusOf(environment: ExpectedEnvironment, podName: string): Written {
  const { name, namespace } = environment;
  const mount = classOf(environment);
  const ids = new Set((mount && mountedFiles(mount.provider, mount.parameters))?.map(({ id }) => id));
  return {
    apiVersion: "secrets-store.csi.x-k8s.io/v1",
    kind: "SecretProviderClassPodStatus",
    metadata: { name: `${podName}-${namespace}-${name}`, namespace },
    status: {
      podName,
      secretProviderClassName: name,
      mounted: true,
      objects: [...ids].map((id) => ({ id, version: "1" })),
    },
  };
}

/** An event of a pod's failed mount. */
export function eventOf(podName: string, message: string, reason = "FailedMount", kind = "Pod"): Written {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: `${podName}.${Math.abs(hash(message))}`, namespace: "mendix" },
    involvedObject: { apiVersion: "v1", kind, name: podName, namespace: "mendix" },
    type: "Warning",
    reason,
    message,
    count: 3,
  };
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) | 0, 7);
}

/** A pod that waits for its mount. */
export function waiting(objects: Written[], pod: string): void {
  const found = written(objects, "Pod", pod);
  found["status"] = {
    phase: "Pending",
    containerStatuses: [
      { name: "mendix", ready: false, restartCount: 0, state: { waiting: { reason: "ContainerCreating" } } },
    ],
  };
  const status = objects.findIndex(
    ({ kind, metadata }) => kind === "SecretProviderClassPodStatus" && metadata.name.startsWith(pod),
  );
  if (status >= 0) objects.splice(status, 1);
}
