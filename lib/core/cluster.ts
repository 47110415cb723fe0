import { acrossCopies } from "../core/brand";
import { namedContext, type ClusterAccess } from "./cluster-access";
import type { ClusterSoftware, DeclaredOnCluster } from "./cluster-software";
import { isToken } from "./names";
import { MistypedProp } from "./prop-types";
import { defined } from "./defined";
import { partitionOf } from "./aws-region";
import { quote } from "./problem";
import type { Share } from "./share";

export type ClusterKind = "EKS" | "AKS" | "GKE" | "other";

export interface EksClusterProps extends ClusterAccess, ClusterSoftware {
  /** Name of the EKS cluster. It is part of every default cloud-side name. */
  readonly name: string;
  /**
   * ARN of the cluster's IAM OIDC provider, `arn:aws:iam::111122223333:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID`.
   * Account, partition, issuer and region are read from it.
   *
   * @default - none; then IRSA is refused and `account` and `region` are needed (Pod Identity, Vault)
   */
  readonly oidcProviderArn?: string;
  /**
   * Account of the cluster, 12 digits.
   *
   * @default - the account of `oidcProviderArn`
   */
  readonly account?: string;
  /**
   * Region of the cluster.
   *
   * @default - the region of the issuer in `oidcProviderArn`
   */
  readonly region?: string;
  /**
   * Audience that the pod's token carries for IRSA.
   *
   * @default "sts.amazonaws.com"
   */
  readonly audience?: string;
}

export interface AksClusterProps extends ClusterAccess, ClusterSoftware {
  /** Name of the AKS cluster. */
  readonly name: string;
  /** OIDC issuer URL exactly as AKS prints it, trailing slash included. */
  readonly issuer: string;
  /**
   * Subscription of the cluster.
   *
   * @default - not known
   */
  readonly subscription?: string;
}

export interface GkeClusterProps extends ClusterAccess, ClusterSoftware {
  /** Name of the GKE cluster. */
  readonly name: string;
  /** Id of the project that the cluster is in, for example `acme-prod`; it names the workload pool. */
  readonly project: string;
  /** Number of that project, for example `123456789012`; it stands in the `principal://` member. */
  readonly projectNumber: string;
  /**
   * Whether the cluster is an Autopilot cluster: it lets nobody install a CSI driver, so environments there read Secrets
   * of External Secrets Operator.
   *
   * @default false
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/autopilot-security
   */
  readonly autopilot?: boolean;
}

export interface OtherClusterProps extends ClusterAccess, ClusterSoftware {
  /** Name of the cluster. */
  readonly name: string;
  /**
   * OIDC issuer URL of the cluster.
   *
   * @default - not known; ways that verify the pod's token outside the cluster are refused
   */
  readonly issuer?: string;
  /**
   * IAM OIDC provider of the cluster, where its pods assume AWS roles.
   *
   * @default - none
   */
  readonly oidcProviderArn?: string;
  /**
   * Whether the cluster is one of OpenShift, ROSA and ARO included. It admits pods with a CSI volume only where the
   * driver's object has the label `security.openshift.io/csi-ephemeral-volume-profile`.
   *
   * @default false
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/storage/using-container-storage-interface-csi
   */
  readonly openShift?: boolean;
}

interface ClusterFacts extends ClusterAccess, ClusterSoftware {
  readonly kind: ClusterKind;
  readonly name: string;
  readonly issuer?: string | undefined;
  readonly oidcProviderArn?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly audience?: string | undefined;
  readonly subscription?: string | undefined;
  readonly project?: string | undefined;
  readonly projectNumber?: string | undefined;
  readonly autopilot?: boolean | undefined;
  readonly openShift?: boolean | undefined;
}

const OIDC_PROVIDER_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):oidc-provider\/(.+?)\/?$/;
/** Hosts of EKS's issuers: those of all partitions, and the dual-stack one. */
const EKS_ISSUER_REGION =
  /^(?:oidc\.eks\.([a-z0-9-]+)\.amazonaws\.(?:com(?:\.cn)?|eu)|oidc-eks\.([a-z0-9-]+)\.api\.aws)(?:\/|$)/;

/**
 * The cluster that an environment runs in. A plain value, no construct, so it can be shared by stacks.
 */
export class Cluster {
  static {
    acrossCopies(this, "Cluster");
  }

  /** An Amazon EKS cluster. */
  static eks(props: EksClusterProps): Cluster {
    return new Cluster({ kind: "EKS", ...props });
  }

  /** An Azure Kubernetes Service cluster. */
  static aks(props: AksClusterProps): Cluster {
    return new Cluster({ kind: "AKS", ...props });
  }

  /** A Google Kubernetes Engine cluster with Workload Identity Federation on. */
  static gke(props: GkeClusterProps): Cluster {
    return new Cluster({ kind: "GKE", ...props });
  }

  /** Any other cluster, OpenShift and k3s included. */
  static other(props: OtherClusterProps): Cluster {
    return new Cluster({ kind: "other", ...props });
  }

  readonly kind: ClusterKind;
  readonly name: string;
  readonly oidcProviderArn: string | undefined;
  readonly audience: string;
  readonly subscription: string | undefined;
  readonly project: string | undefined;
  readonly projectNumber: string | undefined;
  /** Issuer URL with its scheme, as the tokens carry it. */
  readonly issuer: string | undefined;
  /** Issuer without scheme: the prefix of the condition keys in an AWS trust policy. */
  readonly issuerHost: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly partition: string | undefined;
  /** Whether it is a GKE cluster in Autopilot mode. */
  readonly autopilot: boolean;
  /** Whether it is one of OpenShift. */
  readonly openShift: boolean;
  /** Namespace of the Operator in global mode, where it runs so. */
  readonly globalOperatorNamespace: string | undefined;
  /** Whether mounted values are read again; undefined where nobody said it. */
  readonly secretRotation: boolean | undefined;
  /** What its own file declares of it. */
  readonly declared: DeclaredOnCluster | undefined;
  /** How Terraform reaches it. */
  readonly access: ClusterAccess;
  /** Context of the kubeconfig, where one is named. */
  readonly context: string | undefined;
  /** Account and region as given, before anything was derived: for the checks. */
  readonly given: Readonly<{ account: string | undefined; region: string | undefined }>;

  /** Not enumerable: what is looked for in a declaration is looked for once. */
  readonly #facts: ClusterFacts;

  private constructor(facts: ClusterFacts, declared?: DeclaredOnCluster) {
    this.#facts = facts;
    // What is no text is a problem of whoever uses the cluster; here nothing is read of it.
    const { oidcProviderArn, issuer, region } = textsOf(facts);
    const [, partition, account, issuerHost] = OIDC_PROVIDER_ARN.exec(oidcProviderArn ?? "") ?? [];
    this.kind = facts.kind;
    this.name = facts.name;
    this.oidcProviderArn = facts.oidcProviderArn;
    this.audience = facts.audience ?? "sts.amazonaws.com";
    this.subscription = facts.subscription;
    this.project = facts.project;
    this.projectNumber = facts.projectNumber;
    this.autopilot = facts.autopilot === true;
    this.openShift = facts.openShift === true;
    this.globalOperatorNamespace = facts.globalOperatorNamespace;
    this.secretRotation = facts.secretRotation ?? declared?.rotation;
    this.declared = declared;
    const { context, kubeconfig, server, certificateAuthorityData, exec, credentials } = facts;
    this.access = defined({ context, kubeconfig, server, certificateAuthorityData, exec, credentials });
    this.context = namedContext(this.access);
    this.given = { account: facts.account, region: facts.region };
    this.issuerHost = facts.oidcProviderArn === undefined ? issuer && hostOf(issuer) : issuerHost;
    this.issuer = facts.issuer ?? (issuerHost && `https://${issuerHost}`);
    this.account = account ?? facts.account;
    const [, ofIssuer, dualStack] = EKS_ISSUER_REGION.exec(issuerHost ?? "") ?? [];
    this.region = ofIssuer ?? dualStack ?? facts.region;
    this.partition = partition ?? (region && partitionOf(this.region ?? region));
  }

  /** The same cluster, with what its own file declares of it. */
  declaring(declared: DeclaredOnCluster): Cluster {
    return new Cluster(this.#facts, declared);
  }
}

function textsOf(facts: ClusterFacts): Partial<ClusterFacts> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => typeof fact === "string"));
}

/** Ends the description of a part whose further clusters are none. */
export function assertClusters(prop: string, clusters: readonly unknown[] = []): void {
  if (clusters.every((cluster) => cluster instanceof Cluster)) return;
  throw new MistypedProp(prop, "a list of clusters");
}

/** An issuer as condition keys and provider ARNs have it: without scheme and trailing slash. */
export function hostOf(issuer: string): string {
  return issuer.replace(/^https:\/\//, "").replace(/\/$/, "");
}

/** Checks the IAM OIDC provider of a cluster: without its text a trust policy would have no conditions. */
export function checkProviderArn(share: Share, { oidcProviderArn }: Cluster, prop: string): void {
  if (oidcProviderArn === undefined || (!isToken(oidcProviderArn) && OIDC_PROVIDER_ARN.test(oidcProviderArn))) return;
  share.problem(
    isToken(oidcProviderArn) ? "MX-TOKEN" : "MX-CLUSTER-PROVIDER",
    `${prop}.oidcProviderArn`,
    `${isToken(oidcProviderArn) ? "A Terraform token" : quote(oidcProviderArn)} is not the ARN of an IAM OIDC provider, known at synthesis: the trust policy is built from its text.`,
    'Write "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ID".',
  );
}
