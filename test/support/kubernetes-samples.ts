import {
  App,
  Database,
  DisruptionBudget,
  FileStorage,
  IngressPathType,
  KubernetesSecret,
  LeaderSelection,
  LogFormat,
  LogLevel,
  MetricsMode,
  ScheduledEvents,
  SecretValue,
  WhenUnsatisfiable,
  type MendixSecretStoreEnvironmentProps,
  type StandaloneAppProps,
} from "../../lib";
import { eks } from "./samples";

const SOURCE = { sourceUrl: "oci-image://registry.example.com:5000/acme/orders:1.4.2", replicas: 2 };

/** Every prop of a standalone app, but the ones that others often own. */
export const OTHER_APP_PROPS: StandaloneAppProps = {
  sourceVersion: "1.4.2",
  appUrl: "orders.example.com",
  enableTls: true,
  tlsSecretName: "orders-tls",
  endpointAnnotations: { "cert-manager.io/cluster-issuer": "staging ${not} a %{template}" },
  serviceAnnotations: { "example.com/team": "orders" },
  ingressClassName: "nginx",
  ingressPath: "/",
  ingressPathType: IngressPathType.IMPLEMENTATION_SPECIFIC,
  requests: { cpu: "100m", memory: "1Gi", ephemeralStorage: "256Mi" },
  limits: { cpu: "1500m", memory: "1Gi", ephemeralStorage: "512Mi" },
  heapLimit: "700Mi",
  maxSurge: 1,
  maxUnavailable: "25%",
  switchoverThreshold: "50%",
  disruptionBudget: DisruptionBudget.maxUnavailable(1),
  topologySpread: [
    { topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE },
  ],
  podAnnotations: { "linkerd.io/inject": "enabled" },
  podLabels: { "example.com/team": "orders" },
  readOnlyRootFilesystem: true,
  leaderSelection: LeaderSelection.ASSIGNED,
  licenseProduct: "Standard",
  metrics: {
    mode: MetricsMode.NATIVE,
    interval: "PT1M",
    agentConfig: { requestHandlers: [{ name: "*" }] },
    agentInstrumentation: {},
  },
  logLevel: LogLevel.INFO,
  logLevels: { ConnectionBus: LogLevel.TRACE },
  logFormat: LogFormat.JSON,
  scheduledEvents: ScheduledEvents.only("Shop.CleanUp"),
  jettyOptions: { set_stop_timeout: 10 },
  environmentVariables: {
    JAVA_TOOL_OPTIONS: '-Dgreeting="${HOME} %{x}"',
    API_KEY: { secretName: "orders-extra", key: "api-key" },
  },
  customConfiguration: { "com.mendix.core.SessionTimeout": 600_000 },
  imagePullSecrets: ["registry"],
  customCaSecretName: "mendix-custom-ca",
  automountServiceAccountToken: true,
  rawSpec: { runtime: { runtimeLicense: {} } },
};

/** Every prop of a standalone app. */
export const ALL_APP_PROPS: StandaloneAppProps = { ...SOURCE, ...OTHER_APP_PROPS };

/** An environment that needs no cloud: static keys, and whatever store a test gives it. */
export function clusterSample(
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
): MendixSecretStoreEnvironmentProps {
  return {
    name: "orders",
    namespace: "mendix",
    cluster: eks,
    versions: { operator: "2.26.1", mendix: "10.24.14" },
    store: new KubernetesSecret(),
    storage: FileStorage.s3Compatible({
      endpoint: "https://minio.example.com:9000",
      bucket: "orders",
      accessKeyId: "orders",
      secretAccessKey: SecretValue.fromVariable(),
    }),
    database: Database.postgresql({
      host: "db.example.com:5432",
      name: String(changes.name ?? "orders"),
      username: "orders",
      password: SecretValue.fromVariable(),
    }),
    app: App.standalone(ALL_APP_PROPS),
    ...changes,
  };
}
