import type { ManifestValue } from "../core/kubernetes-object";

/** An image that a chart runs. */
export interface ChartImage {
  /** Path of the image among the chart's values; undefined where the chart has it fixed. */
  readonly at?: string;
  readonly repository: string;
  readonly tag?: string;
  /** Digest, where the chart names the image by it. */
  readonly digest?: string;
  /** Path of the value that the image is left out with, where it is false. */
  readonly unless?: string;
}

/** Where a chart takes what differs from cluster to cluster: paths among its values. */
export interface ChartLayout {
  readonly images: readonly ChartImage[];
  readonly tolerations: string;
  readonly nodeSelector: string;
  /** Undefined where the chart takes none. */
  readonly pullSecrets?: string;
  readonly kubeletRootDir?: string;
}

/** A chart at the version whose values were read for this library. */
export interface Chart extends ChartLayout {
  /** Undefined where no public repository carries it. */
  readonly repository?: string;
  readonly name: string;
  /** Undefined where it is a copy of somebody's. */
  readonly version?: string;
}

/**
 * The charts that a cluster needs, each pinned. A newer version may have other values: raise it here, together with
 * the table of documented values in the tests. A digest is one that the chart itself names.
 */
export const CHARTS = {
  driver: {
    repository: "https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts",
    name: "secrets-store-csi-driver",
    version: "1.6.0",
    tolerations: "linux.tolerations",
    nodeSelector: "linux.nodeSelector",
    pullSecrets: "imagePullSecrets",
    kubeletRootDir: "linux.kubeletRootDir",
    images: [
      { at: "linux.image", repository: "registry.k8s.io/csi-secrets-store/driver", tag: "v1.6.0" },
      { at: "linux.crds.image", repository: "registry.k8s.io/csi-secrets-store/driver-crds", tag: "v1.6.0" },
      {
        at: "linux.registrarImage",
        repository: "registry.k8s.io/sig-storage/csi-node-driver-registrar",
        tag: "v2.16.0",
      },
      { at: "linux.livenessProbeImage", repository: "registry.k8s.io/sig-storage/livenessprobe", tag: "v2.18.0" },
    ],
  },
  aws: {
    repository: "https://aws.github.io/secrets-store-csi-driver-provider-aws",
    name: "secrets-store-csi-driver-provider-aws",
    version: "3.1.1",
    tolerations: "tolerations",
    nodeSelector: "nodeSelector",
    pullSecrets: "imagePullSecrets",
    kubeletRootDir: "kubeletPath",
    images: [
      {
        at: "image",
        repository: "public.ecr.aws/aws-secrets-manager/secrets-store-csi-driver-provider-aws",
        tag: "3.1.1",
      },
    ],
  },
  vault: {
    repository: "https://helm.releases.hashicorp.com",
    name: "vault",
    version: "0.34.1",
    tolerations: "csi.pod.tolerations",
    nodeSelector: "csi.pod.nodeSelector",
    pullSecrets: "global.imagePullSecrets",
    kubeletRootDir: "csi.daemonSet.kubeletRootDir",
    images: [
      { at: "csi.image", repository: "docker.io/hashicorp/vault-csi-provider", tag: "1.7.4" },
      {
        at: "csi.agent.image",
        repository: "docker.io/hashicorp/vault",
        tag: "2.0.4",
        unless: "csi.agent.enabled",
      },
    ],
  },
  azure: {
    repository: "https://azure.github.io/secrets-store-csi-driver-provider-azure/charts",
    name: "csi-secrets-store-provider-azure",
    version: "1.8.2",
    tolerations: "linux.tolerations",
    nodeSelector: "linux.nodeSelector",
    pullSecrets: "imagePullSecrets",
    kubeletRootDir: "linux.kubeletRootDir",
    images: [
      {
        at: "linux.image",
        repository: "mcr.microsoft.com/oss/v2/azure/secrets-store/provider-azure",
        tag: "v1.8.2",
      },
    ],
  },
  gcp: {
    name: "secrets-store-csi-driver-provider-gcp",
    tolerations: "tolerations",
    nodeSelector: "nodeSelector",
    images: [
      {
        at: "image",
        repository: "us-docker.pkg.dev/secretmanager-csi/secrets-store-csi-driver-provider-gcp/plugin",
        digest: "sha256:c87cfa3e8be097c0034f136fb56e37d76966430b69223c12d179398ea0584576",
      },
      { repository: "docker.io/library/busybox", tag: "latest" },
    ],
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
  return {
    name,
    namespace,
    ...(repository === undefined ? {} : { repository }),
    chart: name,
    ...(version === undefined ? {} : { version }),
    values,
  };
}

/** The chart that a release is of. */
export function chartOf(release: Pick<HelmRelease, "name">): Chart | undefined {
  return Object.values(CHARTS).find(({ name }) => name === release.name);
}

/** Runs on every node: on a tainted one the driver would find no provider otherwise. */
export const EVERY_NODE: readonly ManifestValue[] = [{ operator: "Exists" }];
