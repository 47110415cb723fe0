import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Lazy, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Setting } from "../../blueprint/entry";
import type { Bound } from "../../blueprint/parts";
import { resolveReference } from "../../values/bind/settings";
import { defined } from "../../values/defined";
import { isToken } from "../../values/names";
import { terraformText, terraformValue } from "../../values/text";
import type { IdentityPlan } from "../identity-plan";
import type { AzureWorkloadIdentityProps } from "../workload-identity";

/** Makes the identity, its federated credentials and its role assignments; an existing one only if it may be changed. */
export function bindWorkloadIdentity(scope: Construct, bound: Bound, plan: IdentityPlan): void {
  const made = plan.made && makeIdentity(scope, plan, plan.made);
  if (made) {
    bound.references.set("identity.clientId", made.clientId);
    bound.references.set("identity.principalId", made.principalId);
  } else if (!plan.existing?.mutable) return;
  const identityId = made?.id ?? plan.existing?.resourceId ?? "";
  const resourceGroupName = made?.resourceGroupName ?? plan.resourceId?.resourceGroup ?? "";
  bindCredentials(scope, bound, plan, { parentId: identityId, resourceGroupName });
  bindAssignments(scope, bound, plan);
}

function makeIdentity(scope: Construct, plan: IdentityPlan, props: AzureWorkloadIdentityProps): UserAssignedIdentity {
  return new UserAssignedIdentity(
    scope,
    "identity",
    defined({
      provider: plan.federation.provider,
      name: plan.name,
      resourceGroupName: terraformText(props.resourceGroupName),
      location: terraformText(props.location),
      tags: props.tags && terraformValue({ ...props.tags }),
      lifecycle: sameClientId(props.clientId),
    }),
  );
}

/** Manifests carry the client id as a text, so an identity that was made anew must not pass unseen. */
function sameClientId(clientId: string | undefined) {
  if (clientId === undefined || isToken(clientId)) return undefined;
  const errorMessage = "The identity's client id is not the one that is declared; write the new one.";
  return {
    postcondition: [{ condition: `\${lower(self.client_id) == "${clientId.toLowerCase()}"}`, errorMessage }],
  };
}

/** One after the other: Entra refuses writes to one identity that come at the same time. */
function bindCredentials(
  scope: Construct,
  bound: Bound,
  plan: IdentityPlan,
  identity: { readonly parentId: string; readonly resourceGroupName: string },
): void {
  const before: ITerraformDependable[] = [];
  const credentials = new Construct(scope, "federation");
  for (const credential of plan.credentials) {
    const resource = new FederatedIdentityCredential(
      credentials,
      credential.cluster.name,
      defined({
        ...identity,
        provider: plan.federation.provider,
        name: credential.name,
        issuer: terraformText(credential.issuer),
        subject: credential.subject,
        audience: [terraformText(credential.audience)],
        dependsOn: before.length > 0 ? [...before] : undefined,
      }),
    );
    before[0] = resource;
    bound.prerequisites.push(resource);
  }
}

function bindAssignments(scope: Construct, bound: Bound, plan: IdentityPlan): void {
  const assignments = new Construct(scope, "roles");
  for (const { id, name, role, scope: where } of plan.assignments) {
    bound.prerequisites.push(
      new RoleAssignment(
        assignments,
        id,
        defined({
          provider: plan.federation.provider,
          name,
          scope: resolveLater(where, bound),
          roleDefinitionName: role,
          principalId: resolveReference(plan.principalId, bound),
          // Says that the principal is new: otherwise Azure looks it up, and may not find it yet.
          principalType: "ServicePrincipal",
          skipServicePrincipalAadCheck: true,
        }),
      ),
    );
  }
}

/** The store makes its vault and secrets after the identity, and registers their ids then. */
function resolveLater(value: Setting, bound: Bound): string {
  if (typeof value === "string") return terraformText(value);
  return Lazy.stringValue({ produce: () => resolveReference(value, bound) });
}
