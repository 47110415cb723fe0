import { itemsOf, type RawObject, type ServerFacts } from "../../../lib/world/facts";

/** A Kubernetes object as a file holds it; tests change it freely. */
export interface Written {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  fields: object = {},
): Written {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, ...fields };
}

function node(name: string): Written {
  const written = object("v1", "Node", name, undefined, {
    spec: { taints: [] },
    status: {
      conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", message: "ready" }],
      nodeInfo: { kubeletVersion: "v1.34.4", operatingSystem: "linux", osImage: "Bottlerocket" },
    },
  });
  return { ...written, metadata: { name, labels: { "kubernetes.io/os": "linux" } } };
}

function csiNode(name: string): Written {
  const driver = { name: "secrets-store.csi.k8s.io", nodeID: name, topologyKeys: [] };
  return object("storage.k8s.io/v1", "CSINode", name, undefined, { spec: { drivers: [driver] } });
}

function pods(name: string, containers: readonly object[]) {
  const template = {
    metadata: { labels: { app: name } },
    spec: { tolerations: [{ operator: "Exists" }], containers },
  };
  return { selector: { matchLabels: { app: name } }, template };
}

function daemonSet(name: string, namespace: string, image: string, args: readonly string[] = []): Written {
  const containers = [{ name: "main", image, args, env: [{ name: "TOKEN", value: CANARY }] }];
  const status = { currentNumberScheduled: 2, desiredNumberScheduled: 2, numberMisscheduled: 0, numberReady: 2 };
  return object("apps/v1", "DaemonSet", name, namespace, { spec: pods(name, containers), status });
}

function deployment(name: string, namespace: string, image: string): Written {
  const containers = [{ name, image, env: [{ name: "TOKEN", value: CANARY }] }];
  return object("apps/v1", "Deployment", name, namespace, {
    spec: { replicas: 1, ...pods(name, containers) },
    status: { replicas: 1, readyReplicas: 1 },
  });
}

/** Stands wherever a value could be one of somebody's; nothing may show it. */
export const CANARY = "canary-9f2c51d07a";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A cluster that can serve every environment of the tests. */
export function rightCluster(): Written[] {
  return [
    object("v1", "Namespace", "mendix", undefined, { status: { phase: "Active" } }),
    object("v1", "Namespace", "vault", undefined, { status: { phase: "Active" } }),
    ...["a", "b"].flatMap((name) => [node(name), csiNode(name)]),
    object("storage.k8s.io/v1", "CSIDriver", "secrets-store.csi.k8s.io", undefined, {
      spec: {
        attachRequired: false,
        podInfoOnMount: true,
        requiresRepublish: true,
        volumeLifecycleModes: ["Ephemeral"],
        tokenRequests: AUDIENCES.map((audience) => ({ audience })),
      },
    }),
    ...driverAndProviders(),
    deployment("mendix-operator", "mendix", "registry.example.com/mendix-operator:2.25.1"),
    deployment("external-secrets", "external-secrets", "ghcr.io/external-secrets/external-secrets:v2.9.0"),
    deployment(
      "azure-wi-webhook-controller-manager",
      "kube-system",
      "mcr.microsoft.com/oss/v2/azure/workload-identity/webhook:v1.5.1",
    ),
    object("external-secrets.io/v1", "SecretStore", "acme", "mendix", {
      spec: { provider: { fake: { data: [{ key: "a", value: CANARY }] } } },
      status: { conditions: [{ type: "Ready", status: "True", reason: "Valid", message: "store validated" }] },
    }),
    object("privatecloud.mendix.com/v1alpha1", "OperatorConfiguration", "mendix-operator-configuration", "mendix", {
      spec: { runtimeAutomountServiceAccountToken: true, registry: { password: CANARY } },
    }),
    ...ownedByOthers(),
  ];
}

/** What others made, with a canary wherever they may have put a secret. */
function ownedByOthers(): Written[] {
  return [
    {
      ...object("privatecloud.mendix.com/v1alpha1", "MendixApp", "portal", "mendix", {
        spec: {
          allowOverrideSecretsWithSecretStoreCSIDriver: true,
          runtime: {
            mxAdminPassword: Buffer.from(CANARY).toString("base64"),
            environmentVariables: [{ name: "TOKEN", value: CANARY }],
          },
        },
        status: { serviceAccountStatus: "attached", runtimeStatus: "Ready" },
      }),
      metadata: { name: "portal", namespace: "mendix", annotations: { [LAST_APPLIED]: CANARY, note: CANARY } },
    },
    {
      ...object("v1", "Secret", "registry", "mendix", {
        type: "kubernetes.io/dockerconfigjson",
        data: { ".dockerconfigjson": Buffer.from(`{"auths":{"${CANARY}":{}}}`).toString("base64") },
      }),
      metadata: { name: "registry", namespace: "mendix", annotations: { [LAST_APPLIED]: CANARY } },
    },
  ];
}

function driverAndProviders(): Written[] {
  return [
    daemonSet(
      "csi-secrets-store-secrets-store-csi-driver",
      "kube-system",
      "registry.k8s.io/csi-secrets-store/driver:v1.6.0",
      ["--enable-secret-rotation=true", "--rotation-poll-interval=2m", `--token=${CANARY}`],
    ),
    daemonSet(
      "secrets-store-csi-driver-provider-aws",
      "kube-system",
      "public.ecr.aws/aws-secrets-manager/secrets-store-csi-driver-provider-aws:3.1.1",
    ),
    daemonSet("vault-csi-provider", "vault", "hashicorp/vault-csi-provider:1.7.4"),
    daemonSet(
      "csi-secrets-store-provider-azure",
      "kube-system",
      "mcr.microsoft.com/oss/v2/azure/secrets-store/provider-azure:v1.8.2",
    ),
    daemonSet(
      "csi-secrets-store-provider-gcp",
      "kube-system",
      "us-docker.pkg.dev/secretmanager-csi/secrets-store-csi-driver-provider-gcp/plugin:v1.15.0",
    ),
    daemonSet(
      "eks-pod-identity-agent",
      "kube-system",
      "602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/eks-pod-identity-agent:v0.1.33",
    ),
  ];
}

const AUDIENCES = [
  "sts.amazonaws.com",
  "pods.eks.amazonaws.com",
  "api://AzureADTokenExchange",
  "acme-prod.svc.id.goog",
  "vault",
];

/** The objects as an API server would list them. */
export function rawObjects(objects: readonly Written[]): readonly RawObject[] {
  return itemsOf({ apiVersion: "v1", kind: "List", items: objects });
}

/** What the API server of that cluster says. */
export function rightServer(issuer: string): ServerFacts {
  return {
    at: "2026-11-01T12:00:00.000Z",
    version: "v1.34.4",
    issuer,
    served: [
      "apps/v1",
      "secrets-store.csi.x-k8s.io/v1",
      "secrets-store.csi.x-k8s.io/v1/SecretProviderClass",
      "privatecloud.mendix.com/v1alpha1/MendixApp",
      "external-secrets.io/v1/ExternalSecret",
    ],
    who: "jane",
    rights: [],
    vault: [
      {
        address: "http://vault.vault.svc:8200",
        from: "the API server",
        sealed: false,
        initialized: true,
        version: "2.0.4",
        mounts: {},
      },
      {
        address: "https://vault.example.com:8200",
        from: "this machine",
        sealed: false,
        initialized: true,
        mounts: { kubernetes: true },
      },
    ],
  };
}

/** The object of a kind and name, which has to be there. */
export function written(objects: readonly Written[], kind: string, name: string): Written {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name);
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** A field deep in an object, which has to be there. */
export function inside(value: unknown, ...path: readonly (string | number)[]): Record<string, unknown> {
  let current = value;
  for (const step of path) current = (current as Record<string | number, unknown>)[step];
  if (typeof current !== "object" || current === null) throw new Error(`nothing at ${path.join(".")}`);
  return current as Record<string, unknown>;
}
