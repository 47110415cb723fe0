import { JwtAuthBackendRole } from "@cdktf/provider-vault/lib/jwt-auth-backend-role";
import { KubernetesAuthBackendRole } from "@cdktf/provider-vault/lib/kubernetes-auth-backend-role";
import { Policy } from "@cdktf/provider-vault/lib/policy";
import type { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { Bound } from "../../blueprint/parts";
import { tokenSubject, type Subject } from "../../blueprint/subject";
import { terraformText } from "../../values/text";
import { VaultLogin } from "../login";
import { tokenArguments, VaultAlias } from "../role";
import type { VaultPlan, VaultProps } from "../vault";
import { commonArguments } from "./common";

/** Claim of a projected token that a ServiceAccount which is made again does not share. */
const UID_CLAIM = "/kubernetes.io/serviceaccount/uid";

/** Makes the policy, and the role that gives it to exactly this ServiceAccount, unless somebody else reads for it. */
export function bindRole(
  scope: Construct,
  { subject, reader }: Blueprint,
  bound: Bound,
  props: VaultProps,
  plan: VaultPlan,
): void {
  const common = commonArguments(props);
  const policy = new Policy(scope, "policy", {
    ...common,
    name: plan.policyName,
    policy: terraformText(plan.policy),
  });
  bound.prerequisites.push(policy);
  if (reader === "operator") return;
  const role = {
    ...common,
    backend: plan.authMount,
    roleName: plan.roleName,
    ...tokenArguments(props, policy.name),
  };
  bound.prerequisites.push(
    plan.login === VaultLogin.JWT
      ? new JwtAuthBackendRole(scope, "role", { ...role, ...jwtBinding(subject, props, plan) })
      : new KubernetesAuthBackendRole(scope, "role", { ...role, ...kubernetesBinding(subject, props, plan) }),
  );
}

function kubernetesBinding(subject: Subject, props: VaultProps, plan: VaultPlan) {
  return {
    boundServiceAccountNames: [subject.name],
    boundServiceAccountNamespaces: [subject.namespace],
    audience: terraformText(plan.audience),
    aliasNameSource: props.alias ?? VaultAlias.UID,
  };
}

function jwtBinding(subject: Subject, props: VaultProps, plan: VaultPlan) {
  const byName = props.alias === VaultAlias.NAME;
  return {
    roleType: "jwt",
    boundSubject: tokenSubject(subject),
    boundAudiences: [terraformText(plan.audience)],
    userClaim: byName ? "sub" : UID_CLAIM,
    userClaimJsonPointer: !byName,
  };
}
