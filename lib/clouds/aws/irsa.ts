import { assertClusters, checkProviderArn, type Cluster } from "../../core/cluster";
import { accountOfArn } from "../../core/aws-arn";
import type { Grant } from "../../core/grant";
import type { AwsRole } from "../../core/mount";
import { shellCommand } from "../../core/shell";
import { Identity, type Context, type IdentityShare } from "../../core/parts";
import { Share } from "../../core/share";
import { subjectClaims, tokenSubject, type Subject } from "../../core/subject";
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
    for (const cluster of clusters) needProvider(share, cluster, accountOfArn(String(plan.roleArn)));
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

  override roleOf(subject: Subject): AwsRole {
    return roleNamed(subject, this.props, this.existing);
  }

  private plan(subject: Subject, grants: readonly Grant[]): RolePlan {
    const account = accountOfArn(String(this.roleOf(subject).arn));
    return planRole(subject, {
      props: this.props,
      existing: this.existing,
      trust: this.clusters(subject).map((cluster, index) => trustOf(cluster, subject, index, account)),
      grants: grants.filter((grant) => grant.cloud === "aws"),
    });
  }
}

/** Tokens of EKS are reported to carry the issuer of the other host, whichever one the cluster is reached by. */
function warnOfDualStack(share: Share, { name, region, issuer, issuerHost }: Cluster): void {
  const id = /^oidc-eks\.[a-z0-9-]+\.api\.aws(\/.*)$/.exec(issuerHost ?? "")?.[1];
  if (id === undefined) return;
  const other = `https://oidc.eks.${region}.amazonaws.com${id}`;
  share.warnings.push(
    `The OIDC provider of ${name} is of the dual-stack host ${issuer}. A pod assumes the role only where its token has this issuer: compare it with "issuer" in kubectl get --raw /.well-known/openid-configuration; if that is ${other}, make the provider of that one.`,
  );
}

function checkProvider(share: Share, cluster: Cluster, prop: string): void {
  warnOfDualStack(share, cluster);
  if (cluster.oidcProviderArn !== undefined) return;
  share.problem(
    "MX-IRSA-PROVIDER",
    `${prop}.oidcProviderArn`,
    `The cluster "${cluster.name}" has no IAM OIDC provider, so no role can trust its pods.`,
    'Write oidcProviderArn: "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID", or use PodIdentity.',
  );
}

/** A role trusts an OIDC provider of its own account only, so a role of another account needs one there too. */
function needProvider(share: Share, cluster: Cluster, account: string | undefined): void {
  if (cluster.issuer === undefined || !isElsewhere(cluster, account)) return;
  const { issuer, audience } = cluster;
  const command = ["aws", "iam", "create-open-id-connect-provider", "--url", issuer, "--client-id-list", audience];
  share.steps.push({
    as: `as an administrator of the account ${account}`,
    does: shellCommand(...command),
    command: true,
    note: `the role is in that account and trusts the pods of ${cluster.name} through an OIDC provider beside it; skip it where the account has it`,
  });
}

function isElsewhere(cluster: Cluster, account: string | undefined): account is string {
  const own = accountOfArn(cluster.oidcProviderArn);
  return account !== undefined && own !== undefined && account !== own;
}

/** The cluster's OIDC provider, as it is called in the role's account. */
function providerIn(cluster: Cluster, account: string | undefined): string {
  const { oidcProviderArn: arn = "" } = cluster;
  return isElsewhere(cluster, account) ? arn.replace(/^(arn:[^:]*:iam::)\d{12}/, `$1${account}`) : arn;
}

/** Both claims are pinned with StringEquals: audience and exactly this ServiceAccount. */
function trustOf(cluster: Cluster, subject: Subject, index: number, account: string | undefined): PolicyStatement {
  return {
    Sid: index === 0 ? "ServiceAccount" : `ServiceAccountOfCluster${index + 1}`,
    Effect: "Allow",
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Principal: { Federated: providerIn(cluster, account) },
    Condition: {
      StringEquals: {
        [`${cluster.issuerHost ?? ""}:aud`]: cluster.audience,
        [`${cluster.issuerHost ?? ""}:sub`]: tokenSubject(subject),
      },
    },
  };
}
