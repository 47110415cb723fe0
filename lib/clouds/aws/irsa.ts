import { assertClusters, checkProviderArn, type Cluster } from "../../core/cluster";
import type { Grant } from "../../core/grant";
import { Identity, type Context, type IdentityShare } from "../../core/parts";
import { Share } from "../../core/share";
import { subjectClaims, tokenSubject, type Subject } from "../../core/subject";
import {
  describeRole,
  ExistingRole,
  planRole,
  ROLE_TYPES,
  type ExistingRoleProps,
  type RolePlan,
  type RoleProps,
} from "./role";
import type { PolicyStatement } from "./policy";
import { roleResources } from "./role-resources";
import { assertTypes } from "../../core/prop-types";

export interface IrsaProps extends RoleProps {
  /**
   * Further clusters whose pod of the same namespace and name may use the role. Objects are delivered to the
   * environment's own cluster only.
   *
   * @default - none
   */
  readonly alsoTrust?: readonly Cluster[];
}

/** Annotation that the AWS CSI provider and the SDKs read the role from. */
const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

/**
 * IAM role for the ServiceAccount: the pod's token, verified through the cluster's OIDC provider, is exchanged for
 * credentials of a role that trusts exactly this ServiceAccount and audience.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-aws-secrets-manager
 */
export class Irsa extends Identity {
  /** A role that somebody else made, and whose trust they keep. */
  static fromExistingRole(props: ExistingRoleProps): Irsa {
    return new Irsa({}, new ExistingRole(props));
  }

  readonly cloud = "aws";
  readonly title = "IRSA";

  constructor(
    readonly props: IrsaProps = {},
    private readonly existing?: ExistingRole,
  ) {
    super();
  }

  describe(context: Context, grants: readonly Grant[]): IdentityShare {
    assertTypes("identity", this.props, { ...ROLE_TYPES, alsoTrust: "list" });
    assertClusters("identity.alsoTrust", this.props.alsoTrust);
    const share = new Share();
    const { subject } = context;
    const clusters = this.clusters(subject);
    checkProvider(share, subject.cluster, "cluster");
    for (const [index, cluster] of (this.props.alsoTrust ?? []).entries()) {
      const prop = `identity.alsoTrust[${index}]`;
      checkProvider(share, cluster, prop);
      checkProviderArn(share, cluster, prop);
      share.claims.push(...subjectClaims({ ...subject, cluster }, prop));
    }
    const plan = this.plan(subject, grants);
    describeRole(share, subject, plan);
    share.make(() => roleResources(plan));
    share.serviceAccountAnnotations[ROLE_ANNOTATION] = plan.roleArn;
    share.restartOn["identity"] = "irsa";
    const names = clusters.map((cluster) => cluster.name).join(" and ");
    const trusts = `only ${tokenSubject(subject)} of ${names}`;
    return Object.assign(share, {
      principal: `role ${plan.roleName}`,
      role: { name: plan.roleName, arn: plan.roleArn },
      trusts,
    });
  }

  private clusters(subject: Subject): readonly Cluster[] {
    return [subject.cluster, ...(this.props.alsoTrust ?? [])];
  }

  private plan(subject: Subject, grants: readonly Grant[]): RolePlan {
    return planRole(subject, {
      props: this.props,
      existing: this.existing,
      trust: this.clusters(subject).map((cluster, index) => trustOf(cluster, subject, index)),
      grants: grants.filter((grant) => grant.cloud === "aws"),
    });
  }
}

function checkProvider(share: Share, cluster: Cluster, prop: string): void {
  if (cluster.oidcProviderArn !== undefined) return;
  share.problem(
    "MX-IRSA-PROVIDER",
    `${prop}.oidcProviderArn`,
    `The cluster "${cluster.name}" has no IAM OIDC provider, so no role can trust its pods.`,
    'Write oidcProviderArn: "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID", or use PodIdentity.',
  );
}

/** Both claims are pinned with StringEquals: audience and exactly this ServiceAccount. */
function trustOf(cluster: Cluster, subject: Subject, index: number): PolicyStatement {
  return {
    Sid: index === 0 ? "ServiceAccount" : `ServiceAccountOfCluster${index + 1}`,
    Effect: "Allow",
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Principal: { Federated: cluster.oidcProviderArn ?? "" },
    Condition: {
      StringEquals: {
        [`${cluster.issuerHost ?? ""}:aud`]: cluster.audience,
        [`${cluster.issuerHost ?? ""}:sub`]: tokenSubject(subject),
      },
    },
  };
}
