import type { ProviderName } from "../catalogue/provider-ranges";
import type { Cluster } from "../core/cluster";
import type { ChartSettings } from "./chart-settings";
import type { HelmRelease } from "./charts";
import type { Claim } from "../core/claim";
import type { Step } from "../core/share";
import type { Resources } from "../core/resource";
import type { Problem } from "../core/problem";
import type { CsiDriver } from "./csi-driver";
import type { CsiProvider } from "./csi-provider";

/** What a cluster needs once, before an environment can be planned on it. */
export interface ClusterPrerequisitesProps extends ChartSettings {
  /** The cluster. */
  readonly cluster: Cluster;
  /** Stores that the cluster's environments read. */
  readonly providers: readonly CsiProvider[];
  /**
   * Where the Secrets Store CSI driver comes from.
   *
   * @default CsiDriver.helm()
   */
  readonly driver?: CsiDriver;
  /**
   * Namespaces to make for environments. They are protected: one that goes takes its environments along.
   *
   * @default - none
   */
  readonly namespaces?: readonly string[];
  /**
   * Namespace of driver and providers.
   *
   * @default "kube-system"
   */
  readonly driverNamespace?: string;
  /**
   * Whether the IAM OIDC provider that `cluster.oidcProviderArn` names is made here.
   *
   * @default false
   */
  readonly createOidcProvider?: boolean;
}

/** Everything that is known about a cluster's prerequisites before a construct exists. */
export interface ClusterBlueprint {
  readonly cluster: Cluster;
  readonly namespaces: readonly string[];
  /** Releases in the order in which they need each other. */
  readonly releases: readonly HelmRelease[];
  readonly oidcProvider?: { readonly url: string; readonly audience: string };
  /** Audiences of the tokens that the driver hands to the providers. */
  readonly audiences: readonly string[];
  /** CSI providers that environments find there. */
  readonly serves: readonly string[];
  /** Whether mounted values are read again; undefined where somebody else's driver does not say. */
  readonly rotation: boolean | undefined;
  /** Names that it takes: a cluster has one driver. */
  readonly claims: readonly Claim[];
  /** Every block of Terraform with every argument. */
  readonly resources: Resources;
  readonly steps: readonly Step[];
  readonly warnings: readonly string[];
  readonly providers: readonly ProviderName[];
  readonly problems: readonly Problem[];
}
