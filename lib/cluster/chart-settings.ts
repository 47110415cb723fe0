import { checkLabels, checkValue } from "../app/value-rules";
import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import { assertTypes } from "../core/prop-types";
import type { Share } from "../core/share";
import { chartOf, type Chart, type ChartImage, type ChartValues, type HelmRelease } from "./charts";

/** What every chart takes, and what one takes alone: what a cluster that is not reached from anywhere needs. */
export interface ChartSettings {
  /**
   * Registry, with a path where it has one, that holds the charts' images in place of their own:
   * `registry.example.com/mirror`. The host of each image is replaced, the rest of its name is kept.
   *
   * @default - the images' own registries
   */
  readonly imageRegistry?: string;
  /**
   * Secrets in the driver's namespace that images are pulled with.
   *
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * Repository that holds the charts in place of their own: `oci://registry.example.com/charts`.
   *
   * @default - the charts' own repositories
   */
  readonly chartRepository?: string;
  /**
   * Directory of the kubelet on the nodes, where it is not the usual one.
   *
   * @default - the charts': "/var/lib/kubelet"
   */
  readonly kubeletRootDir?: string;
  /**
   * Taints that driver and providers tolerate, as a pod's `tolerations`.
   *
   * @default - all of them: a node without the driver runs no app
   */
  readonly tolerations?: readonly Readonly<Record<string, ManifestValue>>[];
  /**
   * Labels of the nodes that driver and providers run on.
   *
   * @default - the charts'
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Further values by the name of the chart, for what has no prop: `{ "secrets-store-csi-driver": { logVerbosity: 5 } }`.
   *
   * @default - none
   */
  readonly chartValues?: Readonly<Record<string, ChartValues>>;
}

/** A release with the values that the cluster's own settings ask of its chart. */
export function withSettings(release: HelmRelease, settings: ChartSettings): HelmRelease {
  const chart = chartOf(release);
  if (!chart) return release;
  const own = valuesOf(chart, release.values, settings).reduce<ChartValues>(put, release.values);
  const values = merged(own, settings.chartValues?.[chart.name] ?? {});
  const { chartRepository: repository } = settings;
  return { ...release, ...(repository === undefined || chart.repository === undefined ? {} : { repository }), values };
}

type PathValue = readonly [path: string | undefined, value: ManifestValue | undefined];

function valuesOf(chart: Chart, values: ChartValues, settings: ChartSettings): readonly PathValue[] {
  const { imageRegistry, imagePullSecrets, kubeletRootDir, tolerations, nodeSelector } = settings;
  const images = imageRegistry === undefined ? [] : imagesOf(chart, values);
  return [
    ...images.map(({ at, repository }): PathValue => [at && `${at}.repository`, mirrored(repository, imageRegistry)]),
    [chart.pullSecrets, imagePullSecrets?.map((name) => ({ name }))],
    [chart.kubeletRootDir, kubeletRootDir],
    [chart.tolerations, tolerations],
    [chart.nodeSelector, nodeSelector],
  ];
}

/** The images that a chart runs with these values. */
export function imagesOf({ images }: Chart, values: ChartValues): readonly ChartImage[] {
  return images.filter(({ unless }) => unless === undefined || at(values, unless.split(".")) !== false);
}

/** An image's name in another registry. */
export function mirrored(repository: string, registry: string | undefined): string {
  return registry === undefined ? repository : repository.replace(/^[^/]+/, registry.replace(/\/+$/, ""));
}

function put(values: ChartValues, [path, value]: PathValue): ChartValues {
  if (path === undefined || value === undefined) return values;
  return merged(
    values,
    path.split(".").reduceRight<ManifestValue>((inner, key) => ({ [key]: inner }), value),
  );
}

/** Maps are merged, everything else is replaced, as Helm does it. */
function merged(base: ChartValues, over: ManifestValue): ChartValues {
  if (!isMap(over)) return base;
  const result: Record<string, ManifestValue> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const own = Object.hasOwn(base, key) ? base[key] : undefined;
    result[key] = isMap(own) && isMap(value) ? merged(own, value) : value;
  }
  return result;
}

function at(values: ManifestValue | undefined, path: readonly string[]): ManifestValue | undefined {
  return path.reduce<ManifestValue | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), values);
}

function isMap(value: ManifestValue | undefined): value is ChartValues {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Checks the settings, and that no further value takes the place of one that has a prop. */
export function checkSettings(share: Share, settings: ChartSettings, releases: readonly HelmRelease[]): void {
  assertTypes("", settings, {
    imageRegistry: "text",
    imagePullSecrets: "texts",
    chartRepository: "text",
    kubeletRootDir: "text",
    tolerations: "list",
    nodeSelector: "map of texts",
    chartValues: "map",
  });
  const { imageRegistry, imagePullSecrets = [], chartRepository, kubeletRootDir, nodeSelector } = settings;
  const form = (prop: string, value: string | undefined, pattern: RegExp, what: string, example: string) => {
    if (value === undefined || pattern.test(value)) return;
    share.problem("MX-CHART-VALUE", prop, `${quote(value)} is not ${what}.`, `Write ${prop}: "${example}".`);
  };
  const registry = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(\/[a-z0-9._-]+)*\/?$/;
  form("imageRegistry", imageRegistry, registry, "a registry without a scheme", "registry.example.com/mirror");
  const repository = /^(https?|oci):\/\/[^\s/]+/;
  form("chartRepository", chartRepository, repository, "the URL of charts", "oci://registry.example.com/charts");
  form("kubeletRootDir", kubeletRootDir, /^\/\S/, "an absolute path", "/var/lib/kubelet");
  imagePullSecrets.forEach((name, index) => checkValue(share, "objectName", `imagePullSecrets[${index}]`, name));
  checkLabels(share, "nodeSelector", nodeSelector);
  checkChartValues(share, settings, releases);
  warnOfFixedImages(share, settings, releases);
}

function checkChartValues(share: Share, { chartValues = {} }: ChartSettings, releases: readonly HelmRelease[]): void {
  for (const [name, values] of Object.entries(chartValues)) {
    const prop = `chartValues[${quote(name)}]`;
    const release = releases.find((one) => one.name === name);
    if (!release) {
      const message = `${quote(name)} is no chart that is installed here.`;
      const installed = releases.map((one) => one.name).join(", ") || "none";
      share.problem("MX-CHART-VALUE", prop, message, `Write one of the charts: ${installed}.`);
    }
    const own = new Set(leaves(release?.values ?? {}));
    for (const path of leaves(values).filter((one) => own.has(one))) {
      const message = `${path} is set by this library.`;
      share.problem("MX-CHART-VALUE", prop, message, `Take it out: ${propFor(path)} says it.`);
    }
  }
}

/** Props that stand for a value of a chart. */
const PROPS: Readonly<Record<string, string>> = {
  enableSecretRotation: "driver.rotation",
  rotationPollInterval: "driver.rotationInterval",
  tokenRequests: "providers",
  tolerations: "tolerations",
  repository: "imageRegistry",
  imagePullSecrets: "imagePullSecrets",
  nodeSelector: "nodeSelector",
};

function propFor(path: string): string {
  return PROPS[path.split(".").at(-1) ?? ""] ?? "another prop, or what the cluster is,";
}

function leaves(value: ManifestValue, path: readonly string[] = []): readonly string[] {
  if (!isMap(value)) return [path.join(".")];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function warnOfFixedImages(share: Share, { imageRegistry }: ChartSettings, releases: readonly HelmRelease[]): void {
  if (imageRegistry === undefined) return;
  for (const release of releases) {
    const chart = chartOf(release);
    const fixed = chart ? imagesOf(chart, release.values).filter((image) => image.at === undefined) : [];
    for (const { repository } of fixed) {
      share.warnings.push(
        `The chart ${release.name} takes ${repository} from nowhere else: change its template, or let the nodes' runtime mirror that registry.`,
      );
    }
  }
}
