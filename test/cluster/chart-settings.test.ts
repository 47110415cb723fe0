import { Cluster } from "../../lib";
import {
  CsiDriver,
  CsiProvider,
  describeClusterPrerequisites,
  type ChartSettings,
  type ClusterPrerequisitesProps,
} from "../../lib/cluster";
import { CHARTS } from "../../lib/cluster/charts";
import type { ManifestValue } from "../../lib/core/kubernetes-object";
import { isRecord } from "../../lib/core/record";
import { eks } from "../support/samples";
import { DOCUMENTED_VALUES } from "./chart-values";

const gke = Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" });
const providers = [
  CsiProvider.aws(),
  CsiProvider.azure(),
  CsiProvider.vault({ address: "https://vault.example.com:8200" }),
  CsiProvider.google({ chart: "../charts/gcp" }),
];
const describeWith = (props: Partial<ClusterPrerequisitesProps>) =>
  describeClusterPrerequisites({ cluster: gke, providers, ...props });
const problemsOf = (props: Partial<ClusterPrerequisitesProps>) =>
  describeWith({ cluster: eks, providers: [CsiProvider.aws()], ...props }).problems.map(
    ({ code, prop }) => `${code} ${prop}`,
  );

const ALL: ChartSettings = {
  imageRegistry: "registry.example.com:5000/mirror",
  imagePullSecrets: ["registry"],
  chartRepository: "oci://registry.example.com/charts",
  kubeletRootDir: "/data/kubelet",
  tolerations: [{ key: "apps", operator: "Exists" }],
  nodeSelector: { pool: "apps" },
};

/** Values at a path, as a chart reads them. */
function at(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), values);
}

function pathsOf(value: ManifestValue, path: readonly string[] = []): readonly string[] {
  if (!isRecord(value)) return [path.join(".")];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
}

describe("settings of a cluster's charts", () => {
  const { releases, problems, warnings } = describeWith(ALL);

  it("reach every chart, under the names that the chart documents", () => {
    expect(problems).toEqual([]);
    for (const { chart, values } of releases) {
      const documented = Object.keys(DOCUMENTED_VALUES[chart]?.values ?? {});
      const own = pathsOf(values).filter(
        (path) => !documented.some((known) => path === known || path.startsWith(`${known}.`)),
      );
      expect([chart, own]).toEqual([chart, []]);
    }
    expect(releases).toHaveLength(5);
  });

  it.each(Object.values(CHARTS).map((chart) => [chart.name, chart] as const))(
    "are all in the values of %s",
    (name, chart) => {
      const values = releases.find((release) => release.name === name)?.values;
      expect(at(values, chart.tolerations)).toEqual(ALL.tolerations);
      expect(at(values, chart.nodeSelector)).toEqual(ALL.nodeSelector);
      if ("pullSecrets" in chart) expect(at(values, chart.pullSecrets)).toEqual([{ name: "registry" }]);
      if ("kubeletRootDir" in chart) expect(at(values, chart.kubeletRootDir)).toBe("/data/kubelet");
      for (const image of chart.images) {
        if (!("at" in image)) continue;
        const [, ...path] = image.repository.split("/");
        expect(at(values, `${image.at}.repository`)).toBe(`registry.example.com:5000/mirror/${path.join("/")}`);
      }
    },
  );

  it("name the images of the charts at their versions", () => {
    for (const { name, images } of Object.values(CHARTS)) {
      const { values = {} } = DOCUMENTED_VALUES[name] ?? DOCUMENTED_VALUES["../charts/gcp"] ?? {};
      for (const image of images) {
        if (!("at" in image)) continue;
        const documented = String(values[`${image.at}.repository`]);
        expect(image.repository).toBe(documented.includes(".") ? documented : `docker.io/${documented}`);
      }
    }
  });

  it("take the charts from another repository, and leave a path what it is", () => {
    expect(releases.map(({ repository, chart }) => [repository, chart]).slice(-2)).toEqual([
      ["oci://registry.example.com/charts", "vault"],
      [undefined, "../charts/gcp"],
    ]);
  });

  it("say which image a chart takes from nowhere else", () => {
    expect(warnings).toEqual([expect.stringContaining("docker.io/library/busybox")]);
  });

  it("leave the agent's image where no agent runs", () => {
    const { releases: own } = describeWith({ ...ALL, cluster: eks, providers: [CsiProvider.vault()] });
    expect(at(own.at(-1)?.values, "csi.agent")).toEqual({ enabled: false });
  });

  it("put further values beside those of the library, and never over them", () => {
    const chartValues = { "secrets-store-csi-driver": { logVerbosity: 5, linux: { priorityClassName: "system" } } };
    const [driver] = describeWith({ chartValues }).releases;
    expect(driver?.values).toMatchObject({
      logVerbosity: 5,
      linux: { priorityClassName: "system", tolerations: [{ operator: "Exists" }] },
    });
    const over = (values: Readonly<Record<string, ManifestValue>>) =>
      problemsOf({ chartValues: { "secrets-store-csi-driver": values } });
    expect(over({ enableSecretRotation: false })).toEqual(['MX-CHART-VALUE chartValues["secrets-store-csi-driver"]']);
    expect(over({ linux: { tolerations: [] } })).toEqual(['MX-CHART-VALUE chartValues["secrets-store-csi-driver"]']);
  });

  it.each<[string, Partial<ClusterPrerequisitesProps>]>([
    ["MX-CHART-VALUE imageRegistry", { imageRegistry: "https://registry.example.com" }],
    ["MX-CHART-VALUE chartRepository", { chartRepository: "registry.example.com/charts" }],
    ["MX-CHART-VALUE kubeletRootDir", { kubeletRootDir: "var/lib/kubelet" }],
    ['MX-CHART-VALUE chartValues["vault"]', { chartValues: { vault: {} } }],
    ["MX-KUBERNETES-VALUE imagePullSecrets[0]", { imagePullSecrets: ["My Secret"] }],
    ['MX-KUBERNETES-VALUE nodeSelector["pool"]', { nodeSelector: { pool: "a b" } }],
    [
      'MX-SECRET-PLAIN chartValues["secrets-store-csi-driver"].token',
      { chartValues: { "secrets-store-csi-driver": { token: "ghp_abcdefghijklmnopqrstuvwxyzABCDEFGH12" } } },
    ],
  ])("report %s", (problem, props) => {
    expect(problemsOf(props)).toEqual([problem]);
  });
});

describe("a prop that does not exist", () => {
  it.each<[string, object]>([
    ["kubeletRootdir", { kubeletRootdir: "/data/kubelet" }],
    ["driver.interval", { driver: CsiDriver.helm({ rotation: true, ...{ interval: "1m" } }) }],
    ["driver.rotate", { driver: CsiDriver.installed({ tokenAudiences: ["sts.amazonaws.com"], ...{ rotate: true } }) }],
    ["driver.rotate", { driver: CsiDriver.eksAddOn({ rotation: true, ...{ rotate: true } }) }],
    [
      "providers[0].adress",
      { providers: [CsiProvider.vault({ audience: "vault", ...{ adress: "https://vault.example.com" } })] },
    ],
  ])("is refused in JavaScript too: %s", (prop, props) => {
    expect(problemsOf(props)).toEqual([`MX-PROP-UNKNOWN ${prop}`]);
  });
});

describe("the driver", () => {
  it("warns of an interval with which a pod can start with an empty folder", () => {
    const warningsOf = (rotationInterval: string) =>
      describeWith({ driver: CsiDriver.helm({ rotationInterval }) }).warnings;
    expect([warningsOf("2m"), warningsOf("90s"), warningsOf("500ms")]).toEqual([[], [], []]);
    expect(warningsOf("2m1s")).toEqual([expect.stringContaining("empty folder")]);
    expect(warningsOf("1h")).toHaveLength(1);
  });

  it("has OpenShift's label where it is installed here, and a step where it is not", () => {
    const cluster = Cluster.other({ name: "prod", openShift: true });
    const own = describeWith({ cluster, providers: [CsiProvider.vault()] });
    expect(own.releases[0]?.values["commonLabels"]).toEqual({
      "security.openshift.io/csi-ephemeral-volume-profile": "restricted",
    });
    const driver = CsiDriver.installed({ tokenAudiences: ["vault"] });
    expect(describeWith({ cluster, driver, providers: [CsiProvider.vault()] }).steps[0]?.does).toBe(
      "kubectl label csidriver secrets-store.csi.k8s.io security.openshift.io/csi-ephemeral-volume-profile=restricted",
    );
  });

  it("is refused on Autopilot, whoever installs it", () => {
    const cluster = Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012", autopilot: true });
    for (const driver of [CsiDriver.helm(), CsiDriver.gkeAddOn(), CsiDriver.installed({ tokenAudiences: [] })]) {
      expect(problemsOf({ cluster, driver, providers: [] })).toEqual(["MX-CSI-DRIVER driver"]);
    }
  });

  it("is what the cluster says of it", () => {
    const cluster = Cluster.other({ name: "prod", secretRotation: false });
    const vault = { cluster, providers: [CsiProvider.vault()] };
    expect(describeWith(vault).releases[0]?.values["enableSecretRotation"]).toBe(false);
    expect(problemsOf({ ...vault, driver: CsiDriver.helm({ rotation: true }) })).toEqual([
      "MX-CSI-DRIVER driver.rotation",
    ]);
  });
});
