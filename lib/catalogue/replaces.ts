/** Arguments of one type of resource that a provider can't change in place. */
export interface Replacement {
  /** Paths of the arguments; what lies inside one counts, too: `metadata.name`. `[]` is any item of a list. */
  readonly arguments: readonly string[];
  /** Whether a plan of the real provider shows it, or the provider's documentation says so. */
  readonly proof: "plan" | "documentation";
}

/**
 * Arguments whose change replaces a resource: the old one is destroyed, with what it holds. A row of `proof: "plan"` is
 * held against a plan of the provider, also for the arguments that are not in it; the others are from the pages of
 * `azurerm` 4 and `google` 6, and where these say less than the provider does, from its source: a federated credential
 * takes another issuer, subject or audience in place, and a secret of Google another key, but no other locations.
 *
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs
 * @see https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */
export const REPLACES: Readonly<Record<string, Replacement>> = {
  aws_eks_pod_identity_association: planned("cluster_name", "namespace", "service_account"),
  aws_iam_role: planned("name", "path"),
  aws_iam_role_policy: planned("name", "role"),
  aws_secretsmanager_secret: planned("name"),
  aws_secretsmanager_secret_version: planned("secret_id", "secret_string", "secret_string_wo_version"),
  aws_ssm_parameter: planned("name"),
  azurerm_federated_identity_credential: documented("name", "parent_id", "resource_group_name"),
  azurerm_key_vault: documented("name", "location", "resource_group_name"),
  azurerm_key_vault_secret: documented("name", "key_vault_id"),
  azurerm_private_endpoint: documented(
    "name",
    "location",
    "resource_group_name",
    "subnet_id",
    "private_service_connection.private_connection_resource_id",
  ),
  azurerm_role_assignment: documented("name", "scope", "role_definition_name", "principal_id", "principal_type"),
  azurerm_user_assigned_identity: documented("name", "location", "resource_group_name"),
  google_secret_manager_regional_secret_iam_member: documented("location", "member", "project", "role", "secret_id"),
  google_secret_manager_secret: documented("project", "replication.user_managed.replicas[].location", "secret_id"),
  google_secret_manager_secret_iam_member: documented("member", "project", "role", "secret_id"),
  google_secret_manager_secret_version: documented("secret", "secret_data", "secret_data_wo_version"),
  google_service_account: documented("account_id", "project"),
  google_service_account_iam_member: documented("member", "role", "service_account_id"),
  kubernetes_annotations: planned("api_version", "kind", "metadata.name", "metadata.namespace"),
  kubernetes_manifest: planned(
    "manifest.apiVersion",
    "manifest.kind",
    "manifest.metadata.name",
    "manifest.metadata.namespace",
  ),
  kubernetes_secret_v1: planned("metadata.name", "metadata.namespace", "type"),
  vault_database_secret_backend_role: planned("backend", "db_name", "name", "namespace"),
  vault_database_secret_backend_static_role: planned("backend", "db_name", "name", "namespace", "username"),
  vault_generic_endpoint: planned("namespace", "path"),
  vault_jwt_auth_backend_role: planned("backend", "namespace", "role_name", "role_type"),
  vault_kubernetes_auth_backend_role: planned("backend", "namespace", "role_name"),
  vault_kv_secret_v2: planned("mount", "name", "namespace"),
  vault_policy: planned("name", "namespace"),
};

/** Whether a change of that argument replaces a resource of the type. */
export function replaces(type: string, leaf: string): boolean {
  const path = leaf.replace(/\[\d+\]/g, "[]");
  return (REPLACES[type]?.arguments ?? []).some(
    (argument) => path === argument || (path.startsWith(argument) && /^[.[]/.test(path.slice(argument.length))),
  );
}

function planned(...names: readonly string[]): Replacement {
  return { arguments: names, proof: "plan" };
}

function documented(...names: readonly string[]): Replacement {
  return { arguments: names, proof: "documentation" };
}
