import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import type { Bound } from "../../blueprint/parts";
import { defined } from "../../values/defined";
import { terraformText, terraformValue } from "../../values/text";
import type { RolePlan } from "../role";

/** Makes the role and its inline policies; an existing role gets the policies only if it may be changed. */
export function bindRole(scope: Construct, bound: Bound, plan: RolePlan): IamRole | undefined {
  const role = plan.existing ? undefined : makeRole(scope, plan);
  if (plan.existing && !plan.existing.mutable) return undefined;
  const name = role?.name ?? plan.roleName;
  for (const policy of plan.policies) {
    const resource = new IamRolePolicy(scope, policy.purpose, {
      name: policy.name,
      role: name,
      policy: terraformText(JSON.stringify(policy.document)),
    });
    bound.prerequisites.push(resource);
  }
  return role;
}

function makeRole(scope: Construct, { roleName, props, trust }: RolePlan): IamRole {
  return new IamRole(
    scope,
    "role",
    defined({
      name: roleName,
      path: props.path && terraformText(props.path),
      permissionsBoundary: props.permissionsBoundary && terraformText(props.permissionsBoundary),
      maxSessionDuration: props.maxSessionDuration,
      tags: props.tags && terraformValue({ ...props.tags }),
      assumeRolePolicy: terraformText(JSON.stringify(trust)),
    }),
  );
}
