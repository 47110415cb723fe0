import type { Cluster } from "../core/cluster";
import type { Share } from "../core/share";
import { defined } from "../core/defined";
import { checkValue } from "../app/value-rules";
import { checkAddress } from "../stores/vault/connection";
import { refuseUnknownProps } from "../core/unknown-props";
import { CHARTS, EVERY_NODE, releaseOf, type HelmRelease } from "./charts";

/** Where the CA certificates of Vault are in the provider's pods. */
const CA_DIRECTORY = "/vault/tls";

/** Names of the CSI providers, as a SecretProviderClass writes them. */
export type CsiProviderName = "aws" | "vault" | "azure" | "gcp";

export interface VaultCsiProviderProps {
  /**
   * Audience of the tokens that Vault's roles ask for.
   *
   * @default "vault"
   */
  readonly audience?: string;
  /**
   * Address of Vault for environments that name none. The provider reads through its caching agent then, which keeps
   * a dynamic role from making a new database user at every rotation poll.
   *
   * @default - none; every environment names the address, and the agent is left out
   */
  readonly address?: string;
  /**
   * Secret with the CA certificates of Vault, in the namespace of the CSI driver; it is mounted at `/vault/tls`, and a
   * SecretProviderClass names a file in it as `vaultCACertPath`.
   *
   * @default - none
   */
  readonly caSecretName?: string;
}

export interface GoogleCsiProviderProps {
  /**
   * The provider's chart: a path as Terraform sees it, or an OCI reference. No public repository carries it; it is
   * `charts/secrets-store-csi-driver-provider-gcp` of the provider's source.
   */
  readonly chart: string;
}

/** A store that the cluster's environments read: its provider, and the token that it is handed. */
export abstract class CsiProvider {
  /** AWS Secrets Manager, by IRSA or EKS Pod Identity. */
  static aws(): CsiProvider {
    return new AwsCsiProvider();
  }

  /** HashiCorp Vault. */
  static vault(props: VaultCsiProviderProps = {}): CsiProvider {
    return new VaultCsiProvider(props);
  }

  /** Azure Key Vault, by workload identity. */
  static azure(): CsiProvider {
    return new AzureCsiProvider();
  }

  /** Google Secret Manager, by workload identity. */
  static google(props: GoogleCsiProviderProps): CsiProvider {
    return new GoogleCsiProvider(props);
  }

  abstract readonly name: CsiProviderName;

  /** Audiences of the tokens that the driver has to hand it. */
  abstract audiences(cluster: Cluster): readonly string[];
  abstract release(namespace: string): HelmRelease;
  /** Checks its own props, where it has any. */
  check?(share: Share, prop: string, cluster: Cluster): void;

  /** Whether it works with a driver that hands out tokens for these audiences. */
  isServedBy(audiences: readonly string[], cluster: Cluster): boolean {
    return this.audiences(cluster).some((audience) => audiences.includes(audience));
  }
}

class AwsCsiProvider extends CsiProvider {
  readonly name = "aws";

  /** IRSA takes the first, EKS Pod Identity the second. */
  audiences(): readonly string[] {
    return ["sts.amazonaws.com", "pods.eks.amazonaws.com"];
  }

  release(namespace: string): HelmRelease {
    return releaseOf(CHARTS.aws, namespace, {
      "secrets-store-csi-driver": { install: false },
      tolerations: EVERY_NODE,
    });
  }
}

class VaultCsiProvider extends CsiProvider {
  readonly name = "vault";

  constructor(private readonly props: VaultCsiProviderProps) {
    super();
  }

  audiences(): readonly string[] {
    return [this.props.audience ?? "vault"];
  }

  /** Handed no token that it wants, the provider makes one. */
  override isServedBy(): boolean {
    return true;
  }

  /** A SecretProviderClass that names Vault's address goes past the agent, so it runs only where there may be others. */
  release(namespace: string): HelmRelease {
    const { address, caSecretName } = this.props;
    const withCa = caSecretName !== undefined;
    const agent = defined({
      enabled: address !== undefined,
      extraArgs: withCa && address !== undefined ? [`-ca-path=${CA_DIRECTORY}`] : undefined,
    });
    const ca = withCa && {
      volumes: [{ name: "vault-ca", secret: { secretName: caSecretName } }],
      volumeMounts: [{ name: "vault-ca", mountPath: CA_DIRECTORY, readOnly: true }],
    };
    return releaseOf(CHARTS.vault, namespace, {
      ...(address === undefined ? {} : { global: { externalVaultAddr: address } }),
      server: { enabled: false },
      injector: { enabled: false },
      csi: { enabled: true, agent, pod: { tolerations: EVERY_NODE }, ...(ca || {}) },
    });
  }

  override check(share: Share, prop: string): void {
    const known = { audience: true, address: true, caSecretName: true } as const;
    refuseUnknownProps<VaultCsiProviderProps>(share, prop, this.props, known);
    const { address, caSecretName } = this.props;
    checkAddress(share, address, `${prop}.address`);
    if (caSecretName !== undefined) checkValue(share, "objectName", `${prop}.caSecretName`, caSecretName);
  }
}

class AzureCsiProvider extends CsiProvider {
  readonly name = "azure";

  audiences(): readonly string[] {
    return ["api://AzureADTokenExchange"];
  }

  release(namespace: string): HelmRelease {
    return releaseOf(CHARTS.azure, namespace, {
      "secrets-store-csi-driver": { install: false },
      linux: { tolerations: EVERY_NODE },
    });
  }
}

class GoogleCsiProvider extends CsiProvider {
  readonly name = "gcp";

  constructor(private readonly props: GoogleCsiProviderProps) {
    super();
  }

  audiences({ project }: Cluster): readonly string[] {
    return project === undefined ? [] : [`${project}.svc.id.goog`];
  }

  /** Handed tokens without its own, the provider fails; handed none at all, it makes one. */
  override isServedBy(audiences: readonly string[], cluster: Cluster): boolean {
    return audiences.length === 0 || super.isServedBy(audiences, cluster);
  }

  release(namespace: string): HelmRelease {
    return { ...releaseOf(CHARTS.gcp, namespace, { tolerations: EVERY_NODE }), chart: this.props?.chart };
  }

  override check(share: Share, prop: string, cluster: Cluster): void {
    refuseUnknownProps<GoogleCsiProviderProps>(share, prop, this.props ?? {}, { chart: true });
    const chart: unknown = this.props?.chart;
    if (typeof chart !== "string" || chart === "") {
      share.problem(
        "MX-CSI-PROVIDER",
        `${prop}.chart`,
        "No public Helm repository carries the chart of the Google provider.",
        'Write chart: "../charts/secrets-store-csi-driver-provider-gcp", a copy of the folder in its source.',
      );
    }
    if (cluster.project !== undefined) return;
    share.problem(
      "MX-CSI-PROVIDER",
      prop,
      `The cluster "${cluster.name}" is not a GKE cluster (${cluster.kind}), so its workload pool is not known.`,
      "Write Cluster.gke({ ... }), or leave the Google provider out.",
    );
  }
}
