import type { ManifestValue } from "../core/kubernetes-object";

/** A chart at the version whose values were read for this library. */
export interface Chart {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
}

/**
 * The charts that a cluster needs, each pinned. A newer version may have other values: raise it here, together with
 * the table of documented values in the tests.
 */
export const CHARTS = {
  driver: {
    repository: "https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts",
    name: "secrets-store-csi-driver",
    version: "1.6.0",
  },
  aws: {
    repository: "https://aws.github.io/secrets-store-csi-driver-provider-aws",
    name: "secrets-store-csi-driver-provider-aws",
    version: "3.1.1",
  },
  vault: { repository: "https://helm.releases.hashicorp.com", name: "vault", version: "0.34.1" },
  azure: {
    repository: "https://azure.github.io/secrets-store-csi-driver-provider-azure/charts",
    name: "csi-secrets-store-provider-azure",
    version: "1.8.2",
  },
} as const satisfies Readonly<Record<string, Chart>>;

/** Values of a chart. */
export type ChartValues = Readonly<Record<string, ManifestValue>>;

/** A Helm release as data. */
export interface HelmRelease {
  /** Construct id and name of the release. */
  readonly name: string;
  readonly namespace: string;
  /** Undefined for a chart that is a path or an OCI reference. */
  readonly repository?: string;
  readonly chart: string;
  readonly version?: string;
  readonly values: ChartValues;
}

/** The release of one of the pinned charts. */
export function releaseOf(chart: Chart, namespace: string, values: ChartValues): HelmRelease {
  const { repository, name, version } = chart;
  return { name, namespace, repository, chart: name, version, values };
}

/** Runs on every node: on a tainted one the driver would find no provider otherwise. */
export const EVERY_NODE: readonly ManifestValue[] = [{ operator: "Exists" }];
