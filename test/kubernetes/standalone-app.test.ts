import { App, describeEnvironment, DisruptionBudget, LeaderSelection, LogFormat, SecretValue } from "../../lib";
import type { StandaloneAppProps } from "../../lib";
import { ALL_APP_PROPS, clusterSample } from "../support/kubernetes-samples";
import { problemOf, problemsOf } from "../support/synthesize";

const SOURCE = "oci-image://registry.example.com/orders:1.4.2";

const blueprintOf = (props: StandaloneAppProps, operator = "2.26.1") =>
  describeEnvironment(clusterSample({ app: App.standalone(props), versions: { operator, mendix: "10.24.14" } }));
const specOf = (props: StandaloneAppProps, operator?: string) =>
  blueprintOf(props, operator).objects.find(({ kind }) => kind === "MendixApp")?.["spec"];

describe("a standalone app", () => {
  it("sends what ties it to the store, and leaves the rest to the Operator", () => {
    expect(specOf({ sourceUrl: SOURCE })).toEqual({
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      runtime: { dtapMode: "P" },
      runtimeDeploymentPodAnnotations: {
        "mendix-secret-store/restart": expect.stringMatching(/^[0-9a-f]{8}$/) as string,
      },
      sourceURL: SOURCE,
    });
  });

  it("sends every documented field", () => {
    expect(specOf(ALL_APP_PROPS)).toEqual({
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      appURL: "orders.example.com",
      customPodLabels: { general: { "example.com/team": "orders" } },
      deploymentStrategy: { switchoverThreshold: "50%", rollingUpdate: { maxSurge: 1, maxUnavailable: "25%" } },
      endpointAnnotations: { "cert-manager.io/cluster-issuer": "staging ${not} a %{template}" },
      ingressClassName: "nginx",
      ingressPath: "/",
      ingressPathType: "ImplementationSpecific",
      jvmMemorySettings: { heapLimit: "700Mi" },
      podDisruptionBudget: { maxUnavailable: 1 },
      replicas: 2,
      resources: {
        limits: { cpu: "1500m", memory: "1Gi", "ephemeral-storage": "512Mi" },
        requests: { cpu: "100m", memory: "1Gi", "ephemeral-storage": "256Mi" },
      },
      runtime: {
        customConfiguration: '{"com.mendix.core.SessionTimeout":600000}',
        dtapMode: "P",
        environmentVariables: [
          { name: "API_KEY", valueFrom: { secretKeyRef: { name: "orders-extra", key: "api-key" } } },
          { name: "JAVA_TOOL_OPTIONS", value: '-Dgreeting="${HOME} %{x}"' },
        ],
        jettyOptions: '{"set_stop_timeout":10}',
        logAutosubscribeLevel: "INFO",
        logFormatType: "json",
        logLevels: { ConnectionBus: "TRACE" },
        myScheduledEvents: ["Shop.CleanUp"],
        runtimeLicense: {},
        scheduledEventExecution: "SPECIFIED",
      },
      runtimeDeploymentPodAnnotations: {
        "linkerd.io/inject": "enabled",
        "mendix-secret-store/restart": expect.any(String) as string,
      },
      runtimeLeaderSelection: "assigned",
      runtimeLicenseProduct: "Standard",
      runtimeMetricsConfiguration: {
        mode: "native",
        interval: "PT1M",
        mxAgentConfig: '{"requestHandlers":[{"name":"*"}]}',
        mxAgentInstrumentationConfig: "{}",
      },
      runtimeReadOnlyRootFilesystem: true,
      serviceAnnotations: { "example.com/team": "orders" },
      sourceURL: "oci-image://registry.example.com:5000/acme/orders:1.4.2",
      sourceVersion: "1.4.2",
      tls: { enableTLS: true, secretName: "orders-tls" },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "DoNotSchedule",
          labelSelector: { matchLabels: { "privatecloud.mendix.com/app": "orders" } },
        },
      ],
    });
    expect(blueprintOf(ALL_APP_PROPS).problems).toEqual([]);
  });

  it("names the runtime's version for the Operators that do not read it from the package", () => {
    const old = { csi: "2.15.1", read: "2.16.0" };
    expect(specOf({ sourceUrl: SOURCE }, old.csi)).toMatchObject({ mendixRuntimeVersion: "10.24.14" });
    expect(specOf({ sourceUrl: SOURCE }, old.read)).not.toHaveProperty("mendixRuntimeVersion");
  });

  it("names the strategy's type for the Operators that need it", () => {
    const props = { sourceUrl: SOURCE, maxSurge: 1 };
    expect(specOf(props, "2.23.1")).toMatchObject({ deploymentStrategy: { type: "PreferRolling" } });
    expect(specOf(props, "2.24.0")).toMatchObject({ deploymentStrategy: { rollingUpdate: { maxSurge: 1 } } });
    expect(specOf(props, "2.24.0")).not.toHaveProperty("deploymentStrategy.type");
  });

  it("says what an administrator does for the Operator's configuration", () => {
    const { steps, operatorConfiguration } = blueprintOf(ALL_APP_PROPS);
    expect(operatorConfiguration?.["spec"]).toEqual({ runtimeAutomountServiceAccountToken: true });
    expect(steps.map(({ does }) => does)).toEqual([
      expect.stringContaining("Secret mendix-custom-ca"),
      `kubectl patch operatorconfiguration mendix-operator-configuration --namespace mendix --type merge --patch '{"spec":{"runtimeAutomountServiceAccountToken":true}}'`,
      "kubectl rollout restart deployment/mendix-operator --namespace mendix",
    ]);
  });

  it.each<[string, string, Partial<StandaloneAppProps>]>([
    ["app.heapLimit", "2.25.1", { heapLimit: "700Mi" }],
    ["app.disruptionBudget", "2.24.1", { disruptionBudget: DisruptionBudget.maxUnavailable(1) }],
    ["app.disruptionBudget", "2.23.1", { disruptionBudget: DisruptionBudget.minAvailable(1) }],
    ["app.maxSurge", "2.19.0", { maxSurge: 1 }],
    ["app.readOnlyRootFilesystem", "2.20.1", { readOnlyRootFilesystem: true }],
    ["app.topologySpread", "2.13.0", { topologySpread: [{ topologyKey: "zone" }] }],
    ["app.podLabels", "2.12.0", { podLabels: { team: "orders" } }],
    ["app.logFormat", "2.10.1", { logFormat: LogFormat.JSON }],
    ["app.leaderSelection", "2.10.1", { leaderSelection: LeaderSelection.NONE }],
    ["app.leaderSelection", "2.22.0", { leaderSelection: LeaderSelection.LEADERLESS }],
  ])("refuses %s for Operator %s", (prop, operator, props) => {
    const { problems } = blueprintOf({ sourceUrl: SOURCE, ...props }, operator);
    expect(problems.map(({ code, prop: where }) => `${code} ${where}`)).toContain(`MX-GATE ${prop}`);
  });

  const bad: [code: string, prop: string, props: object, fix: string][] = [
    ["MX-APP-SOURCE", "app.sourceUrl", { sourceUrl: "oci-image://registry/orders" }, "oci-image://"],
    ["MX-APP-SOURCE", "app.sourceUrl", { sourceUrl: "https://user:pw@example.com/a.mda" }, "oci-image://"],
    ["MX-APP-SOURCE", "app.sourceUrl", { sourceUrl: undefined }, "ownedByOthers"],
    ["MX-APP-URL", "app.appUrl", { appUrl: "https://orders.example.com" }, "orders.example.com"],
    ["MX-APP-URL", "app.ingressPath", { ingressPath: "/orders" }, 'ingressPath: "/"'],
    ["MX-APP-REPLICAS", "app.replicas", { replicas: 1.5 }, "replicas: 2"],
    ["MX-APP-EVENT", "app.scheduledEvents", { scheduledEvents: { events: ["CleanUp"] } }, "Shop.CleanUp"],
    ["MX-KUBERNETES-VALUE", "app.tlsSecretName", { tlsSecretName: "Orders_TLS" }, "orders-tls"],
    ["MX-KUBERNETES-VALUE", "app.limits.memory", { limits: { memory: "512 MB" } }, "512Mi"],
    ["MX-KUBERNETES-VALUE", "app.heapLimit", { heapLimit: "-1Gi" }, "512Mi"],
    ["MX-KUBERNETES-VALUE", "app.requests.cpu", { requests: { cpu: "2" }, limits: { cpu: "500m" } }, "at most"],
    ["MX-KUBERNETES-VALUE", "app.maxSurge", { maxSurge: "150%" }, "50%"],
    ["MX-KUBERNETES-VALUE", "app.disruptionBudget", { disruptionBudget: DisruptionBudget.minAvailable(-1) }, "50%"],
    ["MX-KUBERNETES-VALUE", "app.metrics.interval", { metrics: { interval: "1m" } }, "PT1M"],
    ["MX-KUBERNETES-VALUE", 'app.podLabels["team"]', { podLabels: { team: "the team" } }, "orders"],
    ["MX-KUBERNETES-VALUE", 'app.podLabels["a/b/c"]', { podLabels: { "a/b/c": "x" } }, "example.com/team"],
    ["MX-KUBERNETES-VALUE", 'app.podAnnotations["x"]', { podAnnotations: { x: 1 } }, '"1"'],
    [
      "MX-KUBERNETES-VALUE",
      'app.podLabels["privatecloud.mendix.com/app"]',
      { podLabels: { "privatecloud.mendix.com/app": "x" } },
      "example.com/app",
    ],
    ["MX-KUBERNETES-VALUE", "app.imagePullSecrets[0]", { imagePullSecrets: ["_"] }, "orders-tls"],
    [
      "MX-KUBERNETES-VALUE",
      "app.topologySpread[0].maxSkew",
      { topologySpread: [{ topologyKey: "z", maxSkew: 0 }] },
      "1",
    ],
    ["MX-KUBERNETES-VALUE", 'app.environmentVariables["1A"]', { environmentVariables: { "1A": "x" } }, "JAVA"],
    [
      "MX-SECRET-PLAIN",
      'app.environmentVariables["DB_PASSWORD"]',
      { environmentVariables: { DB_PASSWORD: "x" } },
      "secretName",
    ],
    [
      "MX-SECRET-PLAIN",
      'app.environmentVariables["TOKEN"]',
      { environmentVariables: { TOKEN: SecretValue.fromVariable() } },
      "secretName",
    ],
    [
      "MX-SECRET-PLAIN",
      'app.customConfiguration["com.mendix.storage.s3.EncryptionKeys"]',
      { customConfiguration: { "com.mendix.storage.s3.EncryptionKeys": "[]" } },
      "runtimeSettings",
    ],
    [
      "MX-SETTING-MANAGED",
      'app.customConfiguration["MicroflowConstants"]',
      { customConfiguration: { MicroflowConstants: {} } },
      "constants",
    ],
    [
      "MX-SETTING-MANAGED",
      'app.customConfiguration["DatabasePassword"]',
      { customConfiguration: { DatabasePassword: "x" } },
      "database",
    ],
  ];

  it.each(bad)("reports %s at %s", (code, prop, props, fix) => {
    const app = App.standalone({ sourceUrl: SOURCE, ...props });
    const problem = problemOf(clusterSample({ app }));
    expect({ code: problem.code, prop: problem.prop }).toEqual({ code, prop });
    expect(problem.fix).toContain(fix);
  });

  it("shows no credentials of a source and no value of a secret", () => {
    const app = App.standalone({
      sourceUrl: "https://user:hunter2@example.com/a.mda",
      environmentVariables: { PASSWORD: "hunter2" },
      customConfiguration: { "com.mendix.storage.s3.EncryptionKeys": "hunter2" },
      rawSpec: { runtime: { mxAdminPassword: "hunter2" } },
    });
    expect(problemsOf(clusterSample({ app }))).toHaveLength(4);
    expect(JSON.stringify(describeEnvironment(clusterSample({ app })).problems)).not.toContain("hunter2");
  });

  it("warns of heap options that the Operator takes out", () => {
    const { warnings } = blueprintOf({ sourceUrl: SOURCE, environmentVariables: { JAVA_TOOL_OPTIONS: "-Xmx512m" } });
    expect(warnings).toContain("The Operator takes heap options out of JAVA_TOOL_OPTIONS; write heapLimit instead.");
  });
});
