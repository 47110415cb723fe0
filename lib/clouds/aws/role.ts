import type { AwsGrant } from "../../core/grant";
import type { AwsRole } from "../../core/mount";
import { providerHandle, type ProviderObject } from "../../core/provider-handle";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";
import { fitName, isToken } from "../../core/names";
import { accountOfArn } from "../../core/aws-arn";
import {
  INLINE_POLICIES_MAX,
  inlinePolicies,
  type InlinePolicy,
  type PolicyDocument,
  type PolicyStatement,
} from "./policy";
import { checkTags } from "./tags";

export interface RoleProps {
  /**
   * Name of the role, at most 64 characters of `A-Z a-z 0-9 _ + = , . @ -`.
   *
   * @default - cluster, namespace and name joined by `-`, shortened with a fingerprint where it does not fit
   */
  readonly roleName?: string;
  /**
   * Path of the role; it begins and ends with `/`.
   *
   * @default "/"
   */
  readonly path?: string;
  /**
   * ARN of the permissions boundary.
   *
   * @default - none
   */
  readonly permissionsBoundary?: string;
  /**
   * Longest session, in seconds: 3600 to 43200.
   *
   * @default - the service's: 3600
   */
  readonly maxSessionDuration?: number;
  /**
   * Tags of the role.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Provider of the cluster's account, where it is not the stack's default.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: ProviderObject;
}

export interface ExistingRoleProps {
  /** ARN of the role. Its trust is its owner's: the blueprint lists what it has to be. */
  readonly roleArn: string;
  /**
   * Whether the environment's policies may be added to the role, each under the environment's name. Otherwise the
   * grants are among the administrator's steps.
   *
   * @default false
   */
  readonly mutable?: boolean;
  /**
   * Provider of the role's account, where it is not the stack's default.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: ProviderObject;
}

/** Types of the props of a role that is made. */
export const ROLE_TYPES = {
  roleName: "text",
  path: "text",
  permissionsBoundary: "text",
  tags: "map of texts",
} as const;

/** A role that somebody else made. */
export class ExistingRole {
  constructor(readonly props: ExistingRoleProps) {}
}

/** What is made of the role: pure data, the same whenever it is asked for. */
export interface RolePlan {
  readonly roleName: string;
  readonly roleArn: string;
  readonly existing: ExistingRoleProps | undefined;
  readonly props: RoleProps;
  readonly trust: PolicyDocument;
  readonly policies: readonly InlinePolicy[];
}

export interface RoleRequest {
  readonly props: RoleProps;
  readonly existing: ExistingRole | undefined;
  readonly trust: readonly PolicyStatement[];
  readonly grants: readonly AwsGrant[];
}

const ROLE_NAME = { max: 64, forbidden: /[^\w+=,.@-]/g };
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/([!-~]+\/)?[\w+=,.@-]{1,64}$/;
const POLICY_ARN = /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/([!-~]+\/)?[\w+=,.@-]{1,128}$/;
const PATH = /^\/([!-~]+\/)?$/;
const TRUST_MAX = 2_048;

/** Name and ARN of the role that is made, or of the one that somebody else made. */
export function roleNamed(subject: Subject, props: RoleProps, existing: ExistingRole | undefined): AwsRole {
  if (existing) {
    const arn = existing.props.roleArn;
    return { name: String(arn).split("/").at(-1) ?? "", arn };
  }
  const { partition = "aws", account = "" } = subject.cluster;
  const name = props.roleName ?? fitName(qualifiedName(subject, "-"), ROLE_NAME);
  return { name, arn: `arn:${partition}:iam::${account}:role${props.path ?? "/"}${name}` };
}

export function planRole(subject: Subject, request: RoleRequest): RolePlan {
  const { props } = request;
  const existing = request.existing?.props;
  const { name: roleName, arn: roleArn } = roleNamed(subject, props, request.existing);
  return {
    roleName,
    roleArn,
    existing,
    props,
    trust: { Version: "2012-10-17", Statement: request.trust },
    policies: inlinePolicies(subject, request.grants),
  };
}

/** Checks a role and adds what it takes to a share. */
export function describeRole(share: Share, subject: Subject, plan: RolePlan): void {
  share.claims.push({
    kind: "IAM role",
    scope: accountOfArn(String(plan.roleArn)) ?? "",
    name: plan.roleName.toLowerCase(),
    prop: plan.existing ? "identity.roleArn" : "identity.roleName",
    exclusive: !plan.existing,
    identity: true,
  });
  share.providers.add("aws");
  needAccount(share, subject, plan);
  if (plan.existing) return describeExisting(share, plan, plan.existing);
  if (!subject.cluster.account) {
    share.problem(
      "MX-AWS-PLACE",
      "cluster.account",
      `The account of the cluster "${subject.cluster.name}" is not known, so the ARN of the role is not either.`,
      'Write account: "111122223333" or oidcProviderArn on the cluster.',
    );
  }
  checkRoleProps(share, plan);
  checkSizes(share, plan);
}

/** The role and its policies are made in the role's account, wherever the cluster is. */
function needAccount(share: Share, { cluster }: Subject, { existing, props, roleArn }: RolePlan): void {
  if (existing && !existing.mutable) return;
  const account = existing ? accountOfArn(String(roleArn)) : cluster.account;
  const what = existing ? "the policies of the role" : "the role";
  const handle = providerHandle(existing?.provider ?? props.provider);
  share.places.push({ provider: "aws", account, prop: existing ? "identity.roleArn" : "identity", what, handle });
}

function describeExisting(share: Share, plan: RolePlan, existing: ExistingRoleProps): void {
  if (isToken(existing.roleArn) || !ROLE_ARN.test(existing.roleArn)) {
    share.problem(
      "MX-AWS-ROLE",
      "identity.roleArn",
      `${isToken(existing.roleArn) ? "A Terraform token" : quote(existing.roleArn)} is not the ARN of a role: its name and account are needed at synthesis.`,
      'Write roleArn: "arn:aws:iam::111122223333:role/NAME".',
    );
    return;
  }
  share.steps.push({
    as: "as the owner of the role",
    does: `Let ${plan.roleName} trust the pod: ${JSON.stringify(plan.trust)}`,
    note: "skip it where the role's trust has this statement already",
  });
  if (existing.mutable) {
    for (const { name } of plan.policies) {
      // A second policy of that name would overwrite the first.
      share.claims.push({ kind: "inline policy", scope: plan.roleArn.toLowerCase(), name, prop: "identity.roleArn" });
    }
    checkSizes(share, plan);
    return;
  }
  for (const policy of plan.policies) {
    share.steps.push({
      as: "as the owner of the role",
      does: `Add the inline policy ${policy.name} to ${plan.roleName}: ${JSON.stringify(policy.document)}`,
      note: "or write mutable: true, and the environment adds it",
      carries: policy.grants,
    });
  }
}

function checkRoleProps(share: Share, { props, roleName }: RolePlan): void {
  if (isToken(roleName) || fitName(roleName, ROLE_NAME) !== roleName || roleName === "") {
    share.problem(
      "MX-AWS-ROLE",
      "identity.roleName",
      `${quote(roleName)} is not a role name: 1 to 64 characters of A-Z a-z 0-9 _ + = , . @ -, known at synthesis.`,
      "Write a shorter name, or leave roleName out.",
    );
  }
  if (props.path !== undefined && (isToken(props.path) || !PATH.test(props.path))) {
    share.problem("MX-AWS-ROLE", "identity.path", `${quote(props.path)} is not an IAM path.`, 'Write "/mendix/".');
  }
  const boundary = props.permissionsBoundary;
  if (boundary !== undefined && !isToken(boundary) && !POLICY_ARN.test(boundary)) {
    const message = `${quote(boundary)} is not the ARN of a managed policy.`;
    const fix = 'Write permissionsBoundary: "arn:aws:iam::111122223333:policy/NAME".';
    share.problem("MX-AWS-ROLE", "identity.permissionsBoundary", message, fix);
  }
  checkTags(share, "identity.tags", props.tags);
  const session = props.maxSessionDuration;
  if (session !== undefined && !(Number.isInteger(session) && session >= 3600 && session <= 43_200)) {
    share.problem(
      "MX-AWS-ROLE",
      "identity.maxSessionDuration",
      `${quote(session)} is not a session length: whole seconds from 3600 to 43200.`,
      "Write 3600, or leave it out.",
    );
  }
}

/** AWS counts the characters without white space; a token stands for an id of unknown length and is left out. */
function checkSizes(share: Share, plan: RolePlan): void {
  const trust = JSON.stringify(plan.trust).length;
  if (!plan.existing && trust > TRUST_MAX) {
    share.problem(
      "MX-AWS-TRUST-SIZE",
      "identity.alsoTrust",
      `The trust policy has ${trust} characters, AWS takes ${TRUST_MAX}.`,
      "Trust fewer clusters with one role, or give the others an environment of their own.",
    );
  }
  const policies = plan.policies.reduce((sum, policy) => sum + JSON.stringify(policy.document).length, 0);
  if (policies > INLINE_POLICIES_MAX) {
    share.problem(
      "MX-AWS-POLICY-SIZE",
      "identity",
      `The inline policies have ${policies} characters together, AWS takes ${INLINE_POLICIES_MAX}.`,
      "Write layout: StoreLayout.DOCUMENT on the store, so that all secrets share one entry and one ARN.",
    );
  }
}
