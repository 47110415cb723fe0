import { z } from "zod";
import { MetricsMode, type AppMetrics } from "../../app/metrics";
import { IngressPathType } from "../../app/network";
import type { NamespaceProps } from "../../app/namespace";
import type { ResourceAmounts } from "../../app/resources";
import { DisruptionBudget, WhenUnsatisfiable, type TopologySpread } from "../../app/rollout";
import { DtapMode, LeaderSelection, LogFormat, LogLevel, ScheduledEvents } from "../../app/runtime";
import type { SecretKeyReference } from "../../app/variables";
import type { StandaloneAppProps } from "../../app/standalone-app";
import { choice, flag, kind, nothing, number, props, text, texts, type Shape } from "../shape";

const json = z.record(z.string(), z.json());
const pods = z.union([z.number(), z.string()]);

/** Settings of the namespace that an app depends on. */
export const namespaceShape: Shape<NamespaceProps> = {
  imagePullSecrets: z.array(text("registry")).exactOptional(),
  customCaSecretName: text("mendix-custom-tls").exactOptional(),
  automountServiceAccountToken: flag().exactOptional(),
};

const metrics = props<AppMetrics>("AppMetrics", {
  mode: z.enum(MetricsMode).exactOptional(),
  interval: text("PT1M").exactOptional(),
  agentConfig: json.exactOptional(),
  agentInstrumentation: json.exactOptional(),
});

const amounts = props<ResourceAmounts>("ResourceAmounts", {
  cpu: text("500m").exactOptional(),
  memory: text("1Gi").exactOptional(),
  ephemeralStorage: text("256Mi").exactOptional(),
});

const disruptionBudget = choice<DisruptionBudget>({
  maxUnavailable: kind("DisruptionBudget.maxUnavailable", pods, (given) => DisruptionBudget.maxUnavailable(given)),
  minAvailable: kind("DisruptionBudget.minAvailable", pods, (given) => DisruptionBudget.minAvailable(given)),
});

const spread = props<TopologySpread>("TopologySpread", {
  topologyKey: text("topology.kubernetes.io/zone"),
  maxSkew: number({ minimum: 1, example: 1 }).exactOptional(),
  whenUnsatisfiable: z.enum(WhenUnsatisfiable).exactOptional(),
  matchLabels: texts().exactOptional(),
});

const scheduledEvents = choice<ScheduledEvents>({
  all: kind("ScheduledEvents.all", nothing(), () => ScheduledEvents.all()),
  none: kind("ScheduledEvents.none", nothing(), () => ScheduledEvents.none()),
  only: kind("ScheduledEvents.only", z.array(text("Shop.Nightly")), (events) => ScheduledEvents.only(...events)),
});

const reference = props<SecretKeyReference>("SecretKeyReference", { secretName: text("licence"), key: text("key") });

export const standaloneApp = props<StandaloneAppProps>("StandaloneAppProps", {
  ...namespaceShape,
  sourceUrl: text("oci-image://registry.example.com/orders:1.4.2").exactOptional(),
  sourceVersion: text("1.4.2").exactOptional(),
  appUrl: text("orders.example.com").exactOptional(),
  enableTls: flag().exactOptional(),
  tlsSecretName: text("orders-tls").exactOptional(),
  endpointAnnotations: texts().exactOptional(),
  serviceAnnotations: texts().exactOptional(),
  ingressClassName: text("nginx").exactOptional(),
  ingressPath: text("/").exactOptional(),
  ingressPathType: z.enum(IngressPathType).exactOptional(),
  requests: amounts.exactOptional(),
  limits: amounts.exactOptional(),
  heapLimit: text("512m").exactOptional(),
  restart: text("2026-11-28").exactOptional(),
  replicas: number({ minimum: 0, example: 2 }).exactOptional(),
  maxSurge: pods.exactOptional(),
  maxUnavailable: pods.exactOptional(),
  switchoverThreshold: pods.exactOptional(),
  disruptionBudget: disruptionBudget.exactOptional(),
  topologySpread: z.array(spread).exactOptional(),
  podAnnotations: texts().exactOptional(),
  podLabels: texts().exactOptional(),
  readOnlyRootFilesystem: flag().exactOptional(),
  dtapMode: z.enum(DtapMode).exactOptional(),
  logLevel: z.enum(LogLevel).exactOptional(),
  logLevels: z.record(z.string(), z.enum(LogLevel)).exactOptional(),
  logFormat: z.enum(LogFormat).exactOptional(),
  scheduledEvents: scheduledEvents.exactOptional(),
  leaderSelection: z.enum(LeaderSelection).exactOptional(),
  jettyOptions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  licenseProduct: text("standard").exactOptional(),
  environmentVariables: z.record(z.string(), z.union([z.string(), reference])).exactOptional(),
  metrics: metrics.exactOptional(),
  customConfiguration: json.exactOptional(),
  ownedByOthers: z.array(text("replicas")).exactOptional(),
  rawSpec: json.exactOptional(),
});
