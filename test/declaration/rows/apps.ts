import {
  App,
  DisruptionBudget,
  DtapMode,
  IngressPathType,
  LeaderSelection,
  LogFormat,
  LogLevel,
  MetricsMode,
  ScheduledEvents,
  WhenUnsatisfiable,
} from "../../../lib";
import type { Rows } from "./rows";

export const APPS: Rows<"app"> = [
  [
    `standalone:
  sourceUrl: s
  sourceVersion: v
  appUrl: a
  enableTls: true
  tlsSecretName: t
  endpointAnnotations: { a: b }
  serviceAnnotations: { c: d }
  ingressClassName: i
  ingressPath: /
  ingressPathType: Exact
  replicas: 2
  maxSurge: 1
  maxUnavailable: 50%
  switchoverThreshold: 25%
  disruptionBudget: { minAvailable: 50% }
  topologySpread: [{ topologyKey: k, maxSkew: 2, whenUnsatisfiable: DoNotSchedule, matchLabels: { a: b } }]
  requests: { cpu: 1m, memory: 1Gi, ephemeralStorage: 1Mi }
  limits: { cpu: 2m }
  heapLimit: 1Mi
  podAnnotations: { a: b }
  podLabels: { c: d }
  readOnlyRootFilesystem: true
  dtapMode: D
  logLevel: TRACE
  logLevels: { Core: ERROR }
  logFormat: json
  scheduledEvents: { only: [A.B] }
  leaderSelection: leaderless
  jettyOptions: { a: 1, b: true, c: d }
  licenseProduct: l
  environmentVariables: { A: b, C: { secretName: s, key: k } }
  metrics: { mode: compatibility, interval: PT2M, agentConfig: { a: [1, { b: true }] }, agentInstrumentation: { c: d } }
  customConfiguration: { a: { b: [1, text, false] } }
  ownedByOthers: [replicas]
  rawSpec: { a: { b: [1, text, false] } }
  imagePullSecrets: [r]
  customCaSecretName: c
  automountServiceAccountToken: true`,
    App.standalone({
      sourceUrl: "s",
      sourceVersion: "v",
      appUrl: "a",
      enableTls: true,
      tlsSecretName: "t",
      endpointAnnotations: { a: "b" },
      serviceAnnotations: { c: "d" },
      ingressClassName: "i",
      ingressPath: "/",
      ingressPathType: IngressPathType.EXACT,
      replicas: 2,
      maxSurge: 1,
      maxUnavailable: "50%",
      switchoverThreshold: "25%",
      disruptionBudget: DisruptionBudget.minAvailable("50%"),
      topologySpread: [
        {
          topologyKey: "k",
          maxSkew: 2,
          whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE,
          matchLabels: { a: "b" },
        },
      ],
      requests: { cpu: "1m", memory: "1Gi", ephemeralStorage: "1Mi" },
      limits: { cpu: "2m" },
      heapLimit: "1Mi",
      podAnnotations: { a: "b" },
      podLabels: { c: "d" },
      readOnlyRootFilesystem: true,
      dtapMode: DtapMode.DEVELOPMENT,
      logLevel: LogLevel.TRACE,
      logLevels: { Core: LogLevel.ERROR },
      logFormat: LogFormat.JSON,
      scheduledEvents: ScheduledEvents.only("A.B"),
      leaderSelection: LeaderSelection.LEADERLESS,
      jettyOptions: { a: 1, b: true, c: "d" },
      licenseProduct: "l",
      environmentVariables: { A: "b", C: { secretName: "s", key: "k" } },
      metrics: {
        mode: MetricsMode.COMPATIBILITY,
        interval: "PT2M",
        agentConfig: { a: [1, { b: true }] },
        agentInstrumentation: { c: "d" },
      },
      customConfiguration: { a: { b: [1, "text", false] } },
      ownedByOthers: ["replicas"],
      rawSpec: { a: { b: [1, "text", false] } },
      imagePullSecrets: ["r"],
      customCaSecretName: "c",
      automountServiceAccountToken: true,
    }),
  ],
  [
    "standalone: { disruptionBudget: { maxUnavailable: 1 }, scheduledEvents: { all: {} } }",
    App.standalone({
      disruptionBudget: DisruptionBudget.maxUnavailable(1),
      scheduledEvents: ScheduledEvents.all(),
    }),
  ],
  ["standalone: { scheduledEvents: { none: {} } }", App.standalone({ scheduledEvents: ScheduledEvents.none() })],
  [
    "connected: { imagePullSecrets: [r], customCaSecretName: c, automountServiceAccountToken: false }",
    App.connected({ imagePullSecrets: ["r"], customCaSecretName: "c", automountServiceAccountToken: false }),
  ],
];
