import { call, Comparison, Reference, type Value } from "../../core/expression";
import { providerHandle } from "../../core/provider-handle";
import { pathOf, type Lifecycle, type Resource, type Resources } from "../../core/resource";
import { isToken } from "../../core/names";
import { settingValue, textMap } from "../../core/settings";
import type { IdentityPlan } from "./identity-plan";
import type { AzureWorkloadIdentityProps } from "./identity-props";

/** Path of the identity that is made here. */
export const IDENTITY = "identity/identity";

/** The identity, its federated credentials and its role assignments; an existing one only if it may be changed. */
export function identityResources(plan: IdentityPlan): Resources {
  if (plan.made) return [identity(plan, plan.made), ...credentials(plan), ...assignments(plan)];
  return plan.existing?.mutable ? [...credentials(plan), ...assignments(plan)] : [];
}

function common({ federation }: IdentityPlan) {
  return { kind: "resource", provider: providerHandle(federation.provider) } as const;
}

function identity(plan: IdentityPlan, props: AzureWorkloadIdentityProps): Resource {
  const lifecycle = sameClientId(props.clientId);
  return {
    ...common(plan),
    type: "azurerm_user_assigned_identity",
    path: IDENTITY,
    arguments: {
      name: plan.name,
      resource_group_name: props.resourceGroupName,
      location: props.location,
      tags: textMap(props.tags),
    },
    ...(lifecycle ? { lifecycle } : {}),
  };
}

/** Manifests carry the client id as a text, so an identity that was made anew must not pass unseen. */
function sameClientId(clientId: string | undefined): Lifecycle | undefined {
  if (clientId === undefined || isToken(clientId)) return undefined;
  const errorMessage = "The identity's client id is not the one that is declared; write the new one.";
  const condition = new Comparison(call("lower", new Reference("self", "client_id")), "==", clientId.toLowerCase());
  return { postcondition: [{ condition, errorMessage }] };
}

/** One after the other: Entra refuses writes to one identity that come at the same time. */
function credentials(plan: IdentityPlan): Resources {
  const parent: Record<string, Value> = plan.made
    ? {
        parent_id: new Reference(IDENTITY, "id"),
        resource_group_name: new Reference(IDENTITY, "resource_group_name"),
      }
    : {
        parent_id: plan.existing?.resourceId ?? "",
        resource_group_name: plan.resourceId?.resourceGroup ?? "",
      };
  const pathAt = (index: number) => pathOf("identity", "federation", plan.credentials[index]?.cluster.name ?? "");
  return plan.credentials.map((credential, index) => ({
    ...common(plan),
    type: "azurerm_federated_identity_credential",
    path: pathAt(index),
    arguments: {
      ...parent,
      name: credential.name,
      issuer: credential.issuer,
      subject: credential.subject,
      audience: [credential.audience],
    },
    ...(index > 0 ? { after: [pathAt(index - 1)] } : {}),
    access: true,
  }));
}

function assignments(plan: IdentityPlan): Resources {
  return plan.assignments.map(({ id, name, role, scope, grant }) => ({
    ...common(plan),
    type: "azurerm_role_assignment",
    path: pathOf("identity", "roles", id),
    arguments: {
      name,
      scope,
      role_definition_name: role,
      principal_id: settingValue(plan.principalId),
      // Says that the principal is new: otherwise Azure looks it up, and may not find it yet.
      principal_type: "ServicePrincipal",
      skip_service_principal_aad_check: true,
    },
    access: true,
    carries: [grant],
  }));
}
