import type { Cluster, ClusterKind } from "../core/cluster";
import { LONGEST_POLL, secondsOf } from "../core/duration";
import type { Share } from "../core/share";
import { kubectlCommand } from "../core/kubectl";
import { refuseUnknownProps } from "../core/unknown-props";
import { checkValue } from "../app/value-rules";
import { CHARTS, EVERY_NODE, releaseOf, type HelmRelease } from "./charts";
import type { CsiProviderName } from "./csi-provider";

export interface HelmCsiDriverProps {
  /**
   * How old a mounted value may grow before it is read again. It costs a read of every entry of every pod each time.
   * Above two minutes a pod can start with an empty folder, where the provider was down at its first mount.
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

/** What is known of a driver that is not installed here. */
export interface DriverRotation {
  /**
   * Whether its rotation is on. The add-ons leave it off unless somebody says otherwise.
   *
   * @default - not known
   */
  readonly rotation?: boolean;
}

export interface AksAddOnProps extends DriverRotation {
  /**
   * Whether pods read as the node's identity that the add-on makes.
   *
   * @default false; every environment has its own identity
   */
  readonly useNodeIdentity?: boolean;
}

export interface InstalledCsiDriverProps extends DriverRotation {
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
  /** Whether mounted values are read again; undefined where nobody said it. */
  readonly rotation?: boolean | undefined;
}

/** What OpenShift asks of a driver whose volumes stand in a pod: without it no app's pod is admitted. */
const OPENSHIFT_LABEL = { "security.openshift.io/csi-ephemeral-volume-profile": "restricted" };

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
  static eksAddOn(props: DriverRotation = {}): CsiDriver {
    return new EksAddOn(props);
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

  describe(share: Share, cluster: Cluster, audiences: readonly string[], namespace: string): DescribedDriver {
    refuseUnknownProps<HelmCsiDriverProps>(share, "driver", this.props, { rotation: true, rotationInterval: true });
    const { rotation = cluster.secretRotation ?? true, rotationInterval = "2m" } = this.props;
    checkValue(share, "duration", "driver.rotationInterval", rotationInterval);
    if (!rotation) {
      share.warnings.push("Rotation is off: a changed value reaches a pod only when it restarts.");
    } else if (secondsOf(rotationInterval) > LONGEST_POLL) {
      share.warnings.push(
        `driver.rotationInterval ${rotationInterval} is above 2m: a pod whose provider was down at its first mount can start with an empty folder and count as running. Write 2m, or look with mendix-secret-store verify after each deploy.`,
      );
    }
    if (cluster.autopilot) refuseAutopilot(share, cluster);
    const release = releaseOf(CHARTS.driver, namespace, {
      enableSecretRotation: rotation,
      rotationPollInterval: rotationInterval,
      syncSecret: { enabled: false },
      tokenRequests: audiences.map((audience) => ({ audience })),
      linux: { tolerations: EVERY_NODE },
      ...(cluster.openShift ? { commonLabels: OPENSHIFT_LABEL } : {}),
    });
    return { release, providers: [], rotation };
  }
}

class AksAddOn extends CsiDriver {
  constructor(private readonly props: AksAddOnProps) {
    super();
  }

  describe(share: Share, cluster: Cluster): DescribedDriver {
    refuseUnknownProps<AksAddOnProps>(share, "driver", this.props, { rotation: true, useNodeIdentity: true });
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
    const { rotation } = this.props;
    return { audiences: ["api://AzureADTokenExchange"], providers: ["azure"], rotation };
  }
}

class EksAddOn extends CsiDriver {
  constructor(private readonly props: DriverRotation) {
    super();
  }

  describe(share: Share, cluster: Cluster): DescribedDriver {
    refuseUnknownProps<DriverRotation>(share, "driver", this.props, { rotation: true });
    checkKind(share, cluster, "EKS", "The EKS add-on");
    share.steps.push({
      as: "as the cluster's owner",
      does: "Install the add-on aws-secrets-store-csi-driver-provider with enableSecretRotation true.",
      note: 'configuration_values: {"secrets-store-csi-driver":{"enableSecretRotation":true,"rotationPollInterval":"2m"}}',
    });
    const { rotation } = this.props;
    return { audiences: ["sts.amazonaws.com", "pods.eks.amazonaws.com"], providers: ["aws"], rotation };
  }
}

class GkeAddOn extends CsiDriver {
  describe(share: Share, cluster: Cluster): DescribedDriver {
    if (cluster.autopilot) {
      refuseAutopilot(share, cluster);
      return { providers: [] };
    }
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

  describe(share: Share, cluster: Cluster): DescribedDriver {
    const { tokenAudiences, providers = [], rotation } = this.props;
    const known = { tokenAudiences: true, providers: true, rotation: true } as const;
    refuseUnknownProps<InstalledCsiDriverProps>(share, "driver", this.props, known);
    if (cluster.autopilot) refuseAutopilot(share, cluster);
    if (cluster.openShift) share.steps.push(openShiftStep(cluster));
    return { audiences: tokenAudiences, providers, rotation };
  }
}

/** Autopilot's admission refuses the driver's privileged pods and its mounts of the host. */
function refuseAutopilot(share: Share, { name }: Cluster): void {
  share.problem(
    "MX-CSI-DRIVER",
    "driver",
    `The cluster "${name}" is in Autopilot mode, which lets nobody install a CSI driver.`,
    "Leave the prerequisites out, install External Secrets Operator, and write store: new ExternalSecret({ ... }) on each environment.",
  );
}

/** How the object of a driver that somebody else installed gets what OpenShift asks of it. */
function openShiftStep(cluster: Cluster) {
  const [[label = "", value = ""] = []] = Object.entries(OPENSHIFT_LABEL);
  return {
    as: `as the administrator of ${cluster.name}`,
    does: kubectlCommand(cluster, "label", "csidriver", "secrets-store.csi.k8s.io", `${label}=${value}`),
    command: true,
    note: "before the first app: OpenShift admits no pod with a volume of the driver otherwise",
  };
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
