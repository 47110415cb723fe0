import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { Construct } from "constructs";
import type { Bound } from "../../blueprint/parts";
import type { Subject } from "../../blueprint/subject";
import { terraformText } from "../../values/text";
import { POD_MEMBER, principalOf } from "../principal";
import { IMPERSONATOR, type ServiceAccountPlan } from "../service-account";

/** Registers who the pod is in IAM policies, and makes the service account that it acts as, if any. */
export function bindWorkloadIdentity(
  scope: Construct,
  subject: Subject,
  bound: Bound,
  plan: ServiceAccountPlan | undefined,
): void {
  const made = plan && !plan.existing ? makeAccount(scope, plan) : undefined;
  const email = made?.email ?? plan?.email;
  const member = email === undefined ? principalOf(subject) : `serviceAccount:${email}`;
  bound.references.set(POD_MEMBER.reference, member);
  if (!plan || (plan.existing && !plan.existing.mutable)) return;
  const impersonator = new ServiceAccountIamMember(scope, "impersonator", {
    serviceAccountId: made?.name ?? `projects/${plan.project}/serviceAccounts/${plan.email}`,
    role: IMPERSONATOR,
    member: principalOf(subject),
  });
  bound.prerequisites.push(impersonator);
}

function makeAccount(scope: Construct, { accountId, project, displayName }: ServiceAccountPlan): ServiceAccount {
  return new ServiceAccount(scope, "account", { accountId, project, displayName: terraformText(displayName) });
}
