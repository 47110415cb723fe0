import { acrossCopies } from "../../core/brand";
import { accountOfArn } from "../../core/aws-arn";
import type { Cluster } from "../../core/cluster";
import type { Grant } from "../../core/grant";
import type { AwsRole } from "../../core/mount";
import { providerHandle } from "../../core/provider-handle";
import { Identity, type Context, type IdentityShare } from "../../core/parts";
import { defined } from "../../core/defined";
import { quote } from "../../core/problem";
import { Share } from "../../core/share";
import { tokenSubject, type Subject } from "../../core/subject";
import type { Resource } from "../../core/resource";
import type { PolicyStatement } from "./policy";
import { roleArn, roleResources } from "./role-resources";
import {
  describeRole,
  ExistingRole,
  planRole,
  roleNamed,
  ROLE_TYPES,
  type ExistingRoleProps,
  type RolePlan,
  type RoleProps,
} from "./role";
import { assertTypes } from "../../core/prop-types";

export interface PodIdentityProps extends RoleProps {
  /**
   * Whether the app itself may use Pod Identity for S3 or RDS. The vendor documents IRSA only for that; the CSI read
   * of the store works either way.
   *
   * @default false
   */
  readonly undocumentedRuntimeAccess?: boolean;
}

/**
 * EKS Pod Identity: an association of cluster, namespace and ServiceAccount with a role. The role's trust is narrowed
 * to this pod by the tags that EKS sends with the request.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentity extends Identity {
  static {
    acrossCopies(this, "PodIdentity");
  }

  /** A role that somebody else made, and whose trust they keep; the association is made here. */
  static fromExistingRole(props: ExistingRoleProps & Pick<PodIdentityProps, "undocumentedRuntimeAccess">): PodIdentity {
    return new PodIdentity(
      { undocumentedRuntimeAccess: props.undocumentedRuntimeAccess ?? false, ...defined({ provider: props.provider }) },
      new ExistingRole(props),
    );
  }

  readonly cloud = "aws";
  readonly title = "EKS Pod Identity";
  /** Read by the AWS store for the SecretProviderClass. */
  readonly usePodIdentity = true;

  constructor(
    readonly props: PodIdentityProps = {},
    private readonly existing?: ExistingRole,
  ) {
    super();
  }

  describe(context: Context, grants: readonly Grant[]): IdentityShare {
    assertTypes("identity", this.props, ROLE_TYPES);
    const share = new Share();
    const { subject } = context;
    checkCluster(share, subject.cluster);
    this.checkRuntimeAccess(share, grants);
    this.checkAccount(share, subject);
    const plan = this.plan(subject, grants);
    describeRole(share, subject, plan);
    share.make(() => [...roleResources(plan), associationOf(subject, plan)]);
    share.places.push({
      provider: "aws",
      account: subject.cluster.account,
      region: subject.cluster.region,
      prop: "identity",
      what: "the Pod Identity association",
      handle: providerHandle(this.props.provider),
    });
    share.restartOn["identity"] = "pod-identity";
    share.steps.push({
      as: "as the cluster's administrator",
      does: `Install the add-on eks-pod-identity-agent on ${subject.cluster.name}.`,
      note: "skip it where the add-on is installed",
    });
    const trusts = `only ${tokenSubject(subject)} of ${subject.cluster.name}`;
    return Object.assign(share, {
      principal: `role ${plan.roleName}`,
      role: { name: plan.roleName, arn: plan.roleArn },
      trusts,
    });
  }

  override roleOf(subject: Subject): AwsRole {
    return roleNamed(subject, this.props, this.existing);
  }

  private plan(subject: Subject, grants: readonly Grant[]): RolePlan {
    return planRole(subject, {
      props: this.props,
      existing: this.existing,
      trust: [trustOf(subject)],
      grants: grants.filter((grant) => grant.cloud === "aws"),
    });
  }

  /** EKS associates a ServiceAccount with a role of the cluster's own account only. */
  private checkAccount(share: Share, subject: Subject): void {
    const { account } = subject.cluster;
    const ofRole = accountOfArn(String(this.roleOf(subject).arn));
    if (!account || !ofRole || ofRole === account) return;
    share.problem(
      "MX-POD-IDENTITY",
      "identity.roleArn",
      `The role is in the account ${quote(ofRole)}, the cluster in ${quote(account)}; EKS associates roles of the cluster's account only.`,
      `Write a role of ${account}, or use Irsa with the role.`,
    );
  }

  private checkRuntimeAccess(share: Share, grants: readonly Grant[]): void {
    if (this.props.undocumentedRuntimeAccess) return;
    const used = [...new Set(grants.map((grant) => grant.purpose))].filter(
      (purpose) => purpose === "database" || purpose === "file-storage",
    );
    for (const purpose of used) {
      share.problem(
        "MX-POD-IDENTITY",
        purpose === "database" ? "database.authentication" : "storage",
        `The app would reach its ${purpose} through Pod Identity; the vendor documents IRSA only for that.`,
        "Use Irsa, or write new PodIdentity({ undocumentedRuntimeAccess: true }) and test it.",
      );
    }
  }
}

/** Pod Identity is a feature of EKS, and names the cluster by its ARN. */
function checkCluster(share: Share, cluster: Cluster): void {
  if (cluster.kind !== "EKS") {
    share.problem(
      "MX-POD-IDENTITY",
      "identity",
      `The cluster "${cluster.name}" is not an EKS cluster (${cluster.kind}); Pod Identity is a feature of EKS.`,
      "Use Irsa with the cluster's IAM OIDC provider.",
    );
  }
  if (!cluster.region) {
    share.problem(
      "MX-AWS-PLACE",
      "cluster.region",
      `The region of the cluster "${cluster.name}" is not known, and the role's trust names the cluster's ARN.`,
      'Write region: "eu-west-1" or oidcProviderArn on the cluster.',
    );
  }
}

/** AssumeRole and TagSession are both needed; the tags pin cluster, namespace and ServiceAccount. */
function trustOf(subject: Subject): PolicyStatement {
  const { partition = "aws", region = "", account = "", name } = subject.cluster;
  return {
    Sid: "PodIdentity",
    Effect: "Allow",
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Principal: { Service: "pods.eks.amazonaws.com" },
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": `arn:${partition}:eks:${region}:${account}:cluster/${name}`,
        "aws:RequestTag/kubernetes-namespace": subject.namespace,
        "aws:RequestTag/kubernetes-service-account": subject.name,
      },
    },
  };
}

/** The association waits for the policies: a pod may start as soon as it is there. */
function associationOf({ cluster, namespace, name }: Subject, plan: RolePlan): Resource {
  return {
    kind: "resource",
    type: "aws_eks_pod_identity_association",
    path: "identity/association",
    provider: providerHandle(plan.props.provider),
    arguments: { cluster_name: cluster.name, namespace, service_account: name, role_arn: roleArn(plan) },
    after: "access",
    access: true,
  };
}
