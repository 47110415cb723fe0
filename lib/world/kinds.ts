import { z } from "zod";
import { count, flag, known, list, owners, part, text, texts, type Forms } from "./shapes";

const BOOLEAN = /^(true|false)$/;
const WORD = /^[\w./:-]{0,253}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const LABELS: Forms = [
  [/^privatecloud\.mendix\.com\//, WORD],
  [/^(app|app\.kubernetes\.io\/name|app\.kubernetes\.io\/managed-by|mendix-secret-store\/probe)$/, WORD],
  [/^(azure\.workload\.identity\/use|secrets-store\.csi\.k8s\.io\/managed)$/, BOOLEAN],
  [/^pod-security\.kubernetes\.io\/(enforce|warn|audit)$/, /^(privileged|baseline|restricted)$/],
  [/^security\.openshift\.io\/(csi-ephemeral-volume-profile|scc\.podSecurityLabelSync)$/, WORD],
  [/^(istio-injection|istio\.io\/rev|istio\.io\/dataplane-mode|kuma\.io\/sidecar-injection)$/, WORD],
];

/** Annotations that are looked at. `last-applied-configuration` holds whole objects, values of Secrets included. */
const ANNOTATIONS: Forms = [
  [/^privatecloud\.mendix\.com\/environment-(account|class|secret)$/, BOOLEAN],
  [/^eks\.amazonaws\.com\/role-arn$/, /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/],
  [/^azure\.workload\.identity\/client-id$/, GUID],
  [/^azure\.workload\.identity\/tenant-id$/, GUID],
  [/^iam\.gke\.io\/gcp-service-account$/, /^[a-z0-9-]+@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/],
  [/^mendix-secret-store\/restart$/, /^[0-9a-z]{1,64}$/],
  [/^linkerd\.io\/inject$/, /^(enabled|disabled|ingress)$/],
  [/^openshift\.io\/sa\.scc\.uid-range$/, WORD],
];

/** Parameters of a SecretProviderClass that its provider reads. They name things and hold no value. */
const PARAMETERS: Forms = [
  [/^(objects|secrets)$/, /^[\s\S]*$/],
  [/^(region|failoverRegion|pathTranslation|usePodIdentity|preferredAddressType)$/, WORD],
  [/^(vaultAddress|vaultNamespace|roleName|audience|vault(Kubernetes|Auth)MountPath)$/, WORD],
  [/^vault(CACertPath|CADirectory|TLSServerName|TLSClientCertPath|TLSClientKeyPath|SkipTLSVerify)$/, WORD],
  [/^(keyvaultName|clientID|tenantID|tenantId|cloudName|auth|use(VMManagedIdentity|AzureTokenProxy))$/, WORD],
];

const METADATA = {
  name: z.string(),
  namespace: text,
  labels: known(LABELS),
  annotations: known(ANNOTATIONS),
  creationTimestamp: text,
  deletionTimestamp: text,
};
const metadata = z.object(METADATA);
const owned = z.object({ ...METADATA, managedFields: owners });

const taints = list(part({ key: text, value: text, effect: text }));
const tolerations = list(part({ key: text, operator: text, value: text, effect: text }));
const conditions = list(part({ type: text, status: text, reason: text, message: text }));
const named = list(z.object({ name: z.string() }));

const requirement = part({ key: text, operator: text, values: list(z.string()) });
const affinity = part({
  nodeAffinity: part({
    requiredDuringSchedulingIgnoredDuringExecution: part({
      nodeSelectorTerms: list(part({ matchExpressions: list(requirement) })),
    }),
  }),
});

/** Flags of driver and providers that say how they work; what else stands on a command line is left out. */
const flags = list(z.string()).transform((args) =>
  args.filter((arg) =>
    /^--?(rotation-poll-interval|enable-secret-rotation|vault-addr|vault-mount)(=[\w./:-]*)?$/.test(arg),
  ),
);

const template = part({
  spec: part({
    nodeSelector: texts,
    tolerations,
    affinity,
    containers: list(z.object({ name: z.string(), image: text, args: flags })),
  }),
});

const stateOf = part({
  running: z
    .unknown()
    .optional()
    .transform((value) => value !== undefined && value !== null && value !== false),
  // A terminated container's message is what it wrote, and may be anything: only why it ended is taken.
  waiting: part({ reason: text, message: text }),
  terminated: part({ reason: text, exitCode: count }),
});

const statusWord = z
  .string()
  .regex(/^[\w ./-]{1,60}$/)
  .optional()
  .catch(undefined);

/** Spec of a MendixApp; it may hold secrets, so what is taken of it is decided against the declaration (redact.ts). */
const anything = z.record(z.string(), z.unknown()).catch({});

const remoteRef = part({ key: text, property: text, version: text, decodingStrategy: text });

/** The kinds of objects that are looked at, and what is taken of each. */
export const KINDS = {
  Namespace: z.object({ metadata, status: part({ phase: text }) }),
  Node: z.object({
    metadata: z.object({ ...METADATA, labels: texts }),
    spec: part({ taints, unschedulable: flag }),
    status: part({ conditions, nodeInfo: part({ kubeletVersion: text, operatingSystem: text, osImage: text }) }),
  }),
  CSIDriver: z.object({
    metadata,
    spec: part({ requiresRepublish: flag, tokenRequests: list(part({ audience: text })), podInfoOnMount: flag }),
  }),
  CSINode: z.object({ metadata, spec: part({ drivers: named }) }),
  DaemonSet: z.object({
    metadata,
    spec: part({ template }),
    status: part({ desiredNumberScheduled: count, numberReady: count }),
  }),
  Deployment: z.object({
    metadata,
    spec: part({ replicas: count, template }),
    status: part({ replicas: count, readyReplicas: count }),
  }),
  CustomResourceDefinition: z.object({
    metadata,
    spec: part({ group: text, names: part({ kind: text }), versions: list(part({ name: text, served: flag })) }),
  }),
  ServiceAccount: z.object({ metadata: owned, imagePullSecrets: named }),
  SecretProviderClass: z.object({ metadata: owned, spec: part({ provider: text, parameters: known(PARAMETERS) }) }),
  SecretProviderClassPodStatus: z.object({
    metadata,
    status: part({
      podName: text,
      secretProviderClassName: text,
      mounted: flag,
      objects: list(z.object({ id: z.string(), version: text })),
    }),
  }),
  MendixApp: z.object({
    metadata: owned,
    spec: anything,
    status: part({
      appState: statusWord,
      buildStatus: statusWord,
      databaseStatus: statusWord,
      mendixAppState: statusWord,
      networkStatus: statusWord,
      runtimeStatus: statusWord,
      storageStatus: statusWord,
      serviceAccountStatus: statusWord,
    }),
  }),
  OperatorConfiguration: z.object({
    metadata: owned,
    spec: part({ runtimeAutomountServiceAccountToken: flag, customPodLabels: part({ general: texts }) }),
  }),
  ExternalSecret: z.object({
    metadata: owned,
    spec: part({
      refreshInterval: text,
      secretStoreRef: part({ kind: text, name: text }),
      target: part({
        name: text,
        creationPolicy: text,
        template: part({ metadata: part({ annotations: known(ANNOTATIONS) }) }),
      }),
      data: list(part({ secretKey: text, remoteRef })),
    }),
    status: part({ conditions, refreshTime: text }),
  }),
  SecretStore: z.object({ metadata, status: part({ conditions }) }),
  ClusterSecretStore: z.object({ metadata, status: part({ conditions }) }),
  ResourceQuota: z.object({ metadata, status: part({ hard: texts, used: texts }) }),
  Pod: z.object({
    metadata,
    spec: part({
      nodeName: text,
      serviceAccountName: text,
      hostNetwork: flag,
      nodeSelector: texts,
      tolerations,
      securityContext: part({ runAsUser: count, runAsGroup: count, fsGroup: count }),
      volumes: list(
        z.object({
          name: z.string(),
          csi: part({ driver: text, volumeAttributes: part({ secretProviderClass: text }) }),
          secret: part({ secretName: text }),
        }),
      ),
      containers: list(z.object({ name: z.string(), image: text })),
    }),
    status: part({
      phase: text,
      reason: text,
      startTime: text,
      conditions,
      containerStatuses: list(
        z.object({ name: z.string(), ready: flag, restartCount: count, imageID: text, state: stateOf }),
      ),
    }),
  }),
  Event: z.object({
    metadata: z.object({ name: z.string(), namespace: text }),
    involvedObject: part({ kind: text, name: text, namespace: text }),
    type: text,
    reason: text,
    message: text,
    count,
    lastTimestamp: text,
    eventTime: text,
  }),
  /** Names of a Secret's keys, and of those whose value is empty. Never a value: see secret-names.ts. */
  Secret: z.object({ metadata, type: text, keys: list(z.string()), empty: list(z.string()) }),
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type Kind = keyof typeof KINDS;

/** One object as it was seen, with what is taken of its kind. */
export type Fact<K extends Kind> = z.output<(typeof KINDS)[K]>;

export function isKind(kind: unknown): kind is Kind {
  return typeof kind === "string" && Object.hasOwn(KINDS, kind);
}
