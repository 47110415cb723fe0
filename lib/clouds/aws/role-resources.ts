import { Reference } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import type { Resource, Resources } from "../../core/resource";
import { textMap } from "../../core/settings";
import type { RolePlan } from "./role";

const ROLE = "identity/role";

/** The role and its inline policies; an existing role gets the policies only if it may be changed. */
export function roleResources(plan: RolePlan): Resources {
  // Its id is its name, but is not known where the role is made anew: its policies go with it, so they are made anew, too.
  if (!plan.existing) return [role(plan), ...policies(plan, new Reference(ROLE, "id"))];
  return plan.existing.mutable ? policies(plan, plan.roleName) : [];
}

/** ARN of the role, for what stands beside it. */
export function roleArn({ existing, roleArn: arn }: RolePlan): string | Reference {
  return existing ? arn : new Reference(ROLE, "arn");
}

function role({ roleName, props, trust }: RolePlan): Resource {
  return {
    kind: "resource",
    type: "aws_iam_role",
    path: ROLE,
    provider: providerHandle(props.provider),
    arguments: {
      name: roleName,
      path: props.path,
      permissions_boundary: props.permissionsBoundary,
      max_session_duration: props.maxSessionDuration,
      tags: textMap(props.tags),
      assume_role_policy: JSON.stringify(trust),
    },
  };
}

function policies(plan: RolePlan, name: string | Reference): Resources {
  return plan.policies.map((policy) => ({
    kind: "resource",
    type: "aws_iam_role_policy",
    path: `identity/${policy.purpose}`,
    provider: providerHandle(plan.existing?.provider ?? plan.props.provider),
    arguments: { name: policy.name, role: name, policy: JSON.stringify(policy.document) },
    access: true,
    carries: policy.grants,
  }));
}
