import type { Subject } from "../../core/subject";
import { Reference, Template, type Value } from "../../core/expression";
import type { Resources } from "../../core/resource";
import { principalOf } from "./principal";
import { IMPERSONATOR, type ServiceAccountPlan } from "./service-account";

const ACCOUNT = "identity/account";

/** Who the pod is in IAM policies: the service account that it acts as, or its own principal. */
export function memberOf(subject: Subject, plan: ServiceAccountPlan | undefined): Value {
  if (!plan) return principalOf(subject);
  if (plan.existing) return `serviceAccount:${plan.email}`;
  return new Template(["serviceAccount:", new Reference(ACCOUNT, "email")]);
}

/** The service account, and the pod's right to act as it; an existing one only if it may be changed. */
export function accountResources(subject: Subject, plan: ServiceAccountPlan): Resources {
  if (plan.existing && !plan.existing.mutable) return [];
  const { accountId, project, displayName, email, existing } = plan;
  const account = {
    kind: "resource",
    type: "google_service_account",
    path: ACCOUNT,
    arguments: { account_id: accountId, project, display_name: displayName },
  } as const;
  const impersonator = {
    kind: "resource",
    type: "google_service_account_iam_member",
    path: "identity/impersonator",
    arguments: {
      service_account_id: existing ? `projects/${project}/serviceAccounts/${email}` : new Reference(ACCOUNT, "name"),
      role: IMPERSONATOR,
      member: principalOf(subject),
    },
    access: true,
  } as const;
  return existing ? [impersonator] : [account, impersonator];
}
