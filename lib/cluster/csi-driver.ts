import type { Cluster, ClusterKind } from "../core/cluster";
import type { Share } from "../core/share";
import { checkValue } from "../app/value-rules";
import { CHARTS, EVERY_NODE, releaseOf, type HelmRelease } from "./charts";
import type { CsiProviderName } from "./csi-provider";

export interface HelmCsiDriverProps {
  /**
   * How old a mounted value may grow before it is read again. It costs a read of every entry of every pod each time.
   *
   * @default "2m"
   */
  readonly rotationInterval?: string;
  /**
   * Whether mounted values are read again at all. Without, a changed password reaches a pod only when it restarts.
   *
   * @default true
   */
  readonly rotation?: boolean;
}

export interface AksAddOnProps {
  /**
   * Whether pods read as the node's identity that the add-on makes.
   *
   * @default false; every environment has its own identity
   */
  readonly useNodeIdentity?: boolean;
}

export interface InstalledCsiDriverProps {
  /** Audiences in `spec.tokenRequests` of the CSIDriver object `secrets-store.csi.k8s.io`. */
  readonly tokenAudiences: readonly string[];
  /**
   * Providers that are installed with it.
   *
   * @default - none; the ones that the cluster serves are installed here
   */
  readonly providers?: readonly CsiProviderName[];
}

/** What there is to know of a driver when the rest is described. */
export interface DescribedDriver {
  /** Release that installs it, where it is installed here. */
  readonly release?: HelmRelease;
  /** Audiences that it hands out, where that is not ours to say. */
  readonly audiences?: readonly string[];
  /** Providers that come with it. */
  readonly providers: readonly CsiProviderName[];
}

/** Where the Secrets Store CSI driver of a cluster comes from. There is one for a cluster: its object is a singleton. */
export abstract class CsiDriver {
  /** Its own Helm chart, with what the declared stores need. */
  static helm(props: HelmCsiDriverProps = {}): CsiDriver {
    return new HelmCsiDriver(props);
  }

  /** The AKS add-on `azure-keyvault-secrets-provider`, which brings driver and Azure provider. */
  static aksAddOn(props: AksAddOnProps = {}): CsiDriver {
    return new AksAddOn(props);
  }

  /** The EKS add-on `aws-secrets-store-csi-driver-provider`, which brings driver and AWS provider. */
  static eksAddOn(): CsiDriver {
    return new EksAddOn();
  }

  /** The GKE add-on. It is refused: its driver has another name than the one that the Operator mounts. */
  static gkeAddOn(): CsiDriver {
    return new GkeAddOn();
  }

  /** A driver that somebody else installed. */
  static installed(props: InstalledCsiDriverProps): CsiDriver {
    return new InstalledCsiDriver(props);
  }

  abstract describe(share: Share, cluster: Cluster, audiences: readonly string[], namespace: string): DescribedDriver;
}

class HelmCsiDriver extends CsiDriver {
  constructor(private readonly props: HelmCsiDriverProps) {
    super();
  }

  describe(share: Share, _cluster: Cluster, audiences: readonly string[], namespace: string): DescribedDriver {
    const { rotation = true, rotationInterval = "2m" } = this.props;
    checkValue(share, "duration", "driver.rotationInterval", rotationInterval);
    if (!rotation) {
      share.warnings.push("Rotation is off: a changed value reaches a pod only when it restarts.");
    }
    const release = releaseOf(CHARTS.driver, namespace, {
      enableSecretRotation: rotation,
      rotationPollInterval: rotationInterval,
      syncSecret: { enabled: false },
      tokenRequests: audiences.map((audience) => ({ audience })),
      linux: { tolerations: EVERY_NODE },
    });
    return { release, providers: [] };
  }
}

class AksAddOn extends CsiDriver {
  constructor(private readonly props: AksAddOnProps) {
    super();
  }

  describe(share: Share, cluster: Cluster): DescribedDriver {
    checkKind(share, cluster, "AKS", "The AKS add-on");
    if (this.props.useNodeIdentity) {
      share.problem(
        "MX-CSI-DRIVER",
        "driver.useNodeIdentity",
        "The add-on's identity is the node's: every pod on it could read what one environment may.",
        "Leave it out and write identity: new AzureWorkloadIdentity() on each environment.",
      );
    }
    share.steps.push({
      as: "as the cluster's owner",
      does: "Enable the add-on azure-keyvault-secrets-provider with rotation, the OIDC issuer and workload identity.",
      note: "az aks update --enable-oidc-issuer --enable-workload-identity; az aks addon enable --enable-secret-rotation",
    });
    return { audiences: ["api://AzureADTokenExchange"], providers: ["azure"] };
  }
}

class EksAddOn extends CsiDriver {
  describe(share: Share, cluster: Cluster): DescribedDriver {
    checkKind(share, cluster, "EKS", "The EKS add-on");
    share.steps.push({
      as: "as the cluster's owner",
      does: "Install the add-on aws-secrets-store-csi-driver-provider with enableSecretRotation true.",
      note: 'configuration_values: {"secrets-store-csi-driver":{"enableSecretRotation":true,"rotationPollInterval":"2m"}}',
    });
    return { audiences: ["sts.amazonaws.com", "pods.eks.amazonaws.com"], providers: ["aws"] };
  }
}

class GkeAddOn extends CsiDriver {
  describe(share: Share): DescribedDriver {
    share.problem(
      "MX-CSI-DRIVER",
      "driver",
      "The GKE add-on's driver is secrets-store-gke.csi.k8s.io; the Operator mounts secrets-store.csi.k8s.io, and no setting changes that.",
      "Write CsiDriver.helm(), and CsiProvider.google({ chart }) among the providers.",
    );
    return { providers: [] };
  }
}

class InstalledCsiDriver extends CsiDriver {
  constructor(private readonly props: InstalledCsiDriverProps) {
    super();
  }

  describe(): DescribedDriver {
    return { audiences: this.props.tokenAudiences, providers: this.props.providers ?? [] };
  }
}

function checkKind(share: Share, cluster: Cluster, kind: ClusterKind, what: string): void {
  if (cluster.kind === kind) return;
  share.problem(
    "MX-CSI-DRIVER",
    "driver",
    `${what} is a feature of ${kind}; the cluster "${cluster.name}" is of the kind ${cluster.kind}.`,
    "Write CsiDriver.helm().",
  );
}
