import { acrossCopies } from "../core/brand";
import type { Grant } from "../blueprint/grant";
import { Identity, type Context, type IdentityShare } from "../blueprint/parts";
import { Share } from "../blueprint/share";
import { tokenSubject, type Subject } from "../blueprint/subject";
import type { Resource } from "../core/resource";
import type { PolicyStatement } from "./policy";
import { roleArn, roleResources } from "./role-resources";
import {
  describeRole,
  ExistingRole,
  planRole,
  ROLE_TYPES,
  type ExistingRoleProps,
  type RolePlan,
  type RoleProps,
} from "./role";
import { assertTypes } from "../values/prop-types";

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
      { undocumentedRuntimeAccess: props.undocumentedRuntimeAccess ?? false },
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
    if (subject.cluster.kind !== "EKS") {
      share.problem(
        "MX-POD-IDENTITY",
        "identity",
        `The cluster "${subject.cluster.name}" is not an EKS cluster (${subject.cluster.kind}); Pod Identity is a feature of EKS.`,
        "Use Irsa with the cluster's IAM OIDC provider.",
      );
    }
    if (!subject.cluster.region) {
      share.problem(
        "MX-AWS-PLACE",
        "cluster.region",
        `The region of the cluster "${subject.cluster.name}" is not known, and the role's trust names the cluster's ARN.`,
        'Write region: "eu-west-1" or oidcProviderArn on the cluster.',
      );
    }
    this.checkRuntimeAccess(share, grants);
    const plan = this.plan(subject, grants);
    describeRole(share, subject, plan);
    share.make(() => [...roleResources(plan), associationOf(subject, plan)]);
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

  private plan(subject: Subject, grants: readonly Grant[]): RolePlan {
    return planRole(subject, {
      props: this.props,
      existing: this.existing,
      trust: [trustOf(subject)],
      grants: grants.filter((grant) => grant.cloud === "aws"),
    });
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
    arguments: { cluster_name: cluster.name, namespace, service_account: name, role_arn: roleArn(plan) },
    after: "access",
    access: true,
  };
}
