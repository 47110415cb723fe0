import { acrossCopies } from "../../core/brand";
import { isProjectId } from "../../core/google-project";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { qualifiedName, type Subject } from "../../core/subject";
import { fitName, isToken } from "../../core/names";
import { principalOf } from "./principal";
import { enableApi } from "./steps";
import { assertTypes } from "../../core/prop-types";
import { shellCommand } from "../../core/shell";

export interface ServiceAccountProps {
  /**
   * Id of the service account: 6 to 30 lower-case letters, digits and `-`, beginning with a letter.
   *
   * @default - cluster, namespace and name joined by `-`, shortened with a fingerprint where it does not fit
   */
  readonly accountId?: string;
  /**
   * Id of the project that it is in.
   *
   * @default - the cluster's
   */
  readonly project?: string;
  /**
   * What people see in the console.
   *
   * @default - namespace and name of the environment
   */
  readonly displayName?: string;
}

export interface ExistingServiceAccountProps {
  /** Email of the service account, `NAME@PROJECT.iam.gserviceaccount.com`. */
  readonly email: string;
  /**
   * Whether the pod may be added to the principals that impersonate it. Otherwise that is among the administrator's
   * steps.
   *
   * @default false
   */
  readonly mutable?: boolean;
}

/** A service account that somebody else made. */
export class ExistingServiceAccount {
  static {
    acrossCopies(this, "ExistingServiceAccount");
  }

  constructor(readonly props: ExistingServiceAccountProps) {}
}

/** Ends the description of an identity whose props are not of their types. */
export function assertAccountTypes(account: ServiceAccountProps | ExistingServiceAccount): void {
  if (account instanceof ExistingServiceAccount) assertTypes("identity", account.props, { email: "text" });
  else assertTypes("identity", account, { accountId: "text", project: "text", displayName: "text" });
}

/** What is made of the service account: pure data, the same whenever it is asked for. */
export interface ServiceAccountPlan {
  readonly accountId: string;
  readonly project: string;
  readonly email: string;
  readonly displayName: string;
  /** Undefined where the environment makes it. */
  readonly existing: ExistingServiceAccountProps | undefined;
}

/** Role that lets a principal act as a service account. */
export const IMPERSONATOR = "roles/iam.workloadIdentityUser";

const ACCOUNT_ID = { max: 30, forbidden: /[^a-z0-9-]/g };
const EMAIL = /^([a-z](?:[a-z0-9-]{4,28}[a-z0-9]))@([a-z][a-z0-9-]{4,28}[a-z0-9])\.iam\.gserviceaccount\.com$/;

export function planServiceAccount(
  subject: Subject,
  account: ServiceAccountProps | ExistingServiceAccount,
): ServiceAccountPlan {
  const displayName = `Mendix ${subject.namespace}/${subject.name}`;
  if (account instanceof ExistingServiceAccount) {
    const { email } = account.props;
    const [, accountId = "", project = ""] = EMAIL.exec(email) ?? [];
    return { accountId, project, email, displayName, existing: account.props };
  }
  const accountId = account.accountId ?? defaultAccountId(subject);
  const project = account.project ?? subject.cluster.project ?? "";
  const email = `${accountId}@${project}.iam.gserviceaccount.com`;
  return { accountId, project, email, displayName: account.displayName ?? displayName, existing: undefined };
}

/** Ids begin with a letter and have six characters at least; names of clusters need not. */
function defaultAccountId(subject: Subject): string {
  const name = qualifiedName(subject, "-").toLowerCase();
  return fitName(/^[a-z].{5}/.test(name) ? name : `mendix-${name}`, ACCOUNT_ID);
}

/** Checks a service account and adds what it takes to a share. */
export function describeServiceAccount(share: Share, subject: Subject, plan: ServiceAccountPlan): void {
  share.claims.push({
    kind: "Google service account",
    scope: plan.project,
    name: plan.accountId,
    prop: plan.existing ? "identity.email" : "identity.accountId",
    exclusive: !plan.existing,
    identity: true,
  });
  share.providers.add("google");
  share.steps.push(enableApi("iamcredentials.googleapis.com", plan.project));
  if (plan.existing) return describeExisting(share, subject, plan, plan.existing);
  checkNew(share, plan);
}

function describeExisting(
  share: Share,
  subject: Subject,
  plan: ServiceAccountPlan,
  existing: ExistingServiceAccountProps,
): void {
  if (isToken(existing.email) || plan.accountId === "") {
    share.problem(
      "MX-GOOGLE-SERVICE-ACCOUNT",
      "identity.email",
      `${isToken(existing.email) ? "A Terraform token" : quote(existing.email)} is not the email of a service account, known at synthesis.`,
      'Write email: "orders@acme-prod.iam.gserviceaccount.com".',
    );
  } else if (!existing.mutable) {
    share.steps.push({
      as: "as the owner of the service account",
      does: shellCommand(
        ...["gcloud", "iam", "service-accounts", "add-iam-policy-binding", existing.email],
        ...[`--project=${plan.project}`, `--role=${IMPERSONATOR}`, `--member=${principalOf(subject)}`],
      ),
      command: true,
      note: "or write mutable: true, and the environment adds it",
    });
  }
}

function checkNew(share: Share, { accountId, project }: ServiceAccountPlan): void {
  if (isToken(accountId) || !/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId)) {
    share.problem(
      "MX-GOOGLE-SERVICE-ACCOUNT",
      "identity.accountId",
      `${isToken(accountId) ? "A Terraform token" : quote(accountId)} is not the id of a service account: 6 to 30 lower-case letters, digits and -, beginning with a letter, known at synthesis.`,
      "Write a shorter one, or leave accountId out.",
    );
  }
  if (!isToken(project) && isProjectId(project)) return;
  share.problem(
    "MX-GOOGLE-SERVICE-ACCOUNT",
    "identity.project",
    `${isToken(project) ? "A Terraform token" : quote(project)} is not the id of a project, known at synthesis.`,
    'Write project: "acme-prod", or leave it out.',
  );
}
