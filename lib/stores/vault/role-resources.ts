import type { StoreReader } from "../../core/mount";
import { tokenSubject, type Subject } from "../../core/subject";
import { Reference, type Block } from "../../core/expression";
import type { Resource, Resources } from "../../core/resource";
import { placeArguments, resourceIn } from "./common";
import { VaultLogin } from "./login";
import { tokenArguments, VaultAlias } from "./role";
import type { VaultPlan, VaultProps } from "./props";

/** Claim of a projected token that a ServiceAccount which is made again does not share. */
const UID_CLAIM = "/kubernetes.io/serviceaccount/uid";

const POLICY = "store/policy";

/** The policy, and the role that gives it to exactly this ServiceAccount, unless somebody else reads for it. */
export function roleResources(subject: Subject, reader: StoreReader, props: VaultProps, plan: VaultPlan): Resources {
  // What is dropped or renamed goes only after the pod's objects no longer name it.
  const common = { ...resourceIn(props), lifecycle: { createBeforeDestroy: true }, access: true } as const;
  const place = placeArguments(props);
  const policy: Resource = {
    ...common,
    type: "vault_policy",
    path: POLICY,
    arguments: { ...place, name: plan.policyName, policy: plan.policy },
  };
  if (reader === "operator") return [policy];
  const jwt = plan.login === VaultLogin.JWT;
  const role: Resource = {
    ...common,
    type: jwt ? "vault_jwt_auth_backend_role" : "vault_kubernetes_auth_backend_role",
    path: "store/role",
    arguments: {
      ...place,
      backend: plan.authMount,
      role_name: plan.roleName,
      ...tokenArguments(props, new Reference(POLICY, "name")),
      ...(jwt ? jwtBinding(subject, props, plan) : kubernetesBinding(subject, props, plan)),
    },
  };
  return [policy, role];
}

function kubernetesBinding(subject: Subject, props: VaultProps, plan: VaultPlan): Block {
  return {
    bound_service_account_names: [subject.name],
    bound_service_account_namespaces: [subject.namespace],
    audience: plan.audience,
    alias_name_source: props.alias ?? VaultAlias.UID,
  };
}

function jwtBinding(subject: Subject, props: VaultProps, plan: VaultPlan): Block {
  const byName = props.alias === VaultAlias.NAME;
  return {
    role_type: "jwt",
    bound_subject: tokenSubject(subject),
    bound_audiences: [plan.audience],
    user_claim: byName ? "sub" : UID_CLAIM,
    user_claim_json_pointer: !byName,
  };
}
