import type { Resource } from "../core/resource";

/** What a person calls the resources that are counted for them; versions, waits and the like are not. */
const NAMES: Readonly<Record<string, string>> = {
  aws_eks_pod_identity_association: "Pod Identity association",
  aws_iam_openid_connect_provider: "OIDC provider",
  aws_iam_role: "role",
  aws_iam_role_policy: "policy",
  aws_secretsmanager_secret: "secret",
  aws_ssm_parameter: "parameter",
  azurerm_federated_identity_credential: "federated credential",
  azurerm_key_vault: "Key Vault",
  azurerm_key_vault_secret: "secret",
  azurerm_private_endpoint: "private endpoint",
  azurerm_role_assignment: "role assignment",
  azurerm_user_assigned_identity: "managed identity",
  google_secret_manager_regional_secret_iam_member: "IAM member",
  google_secret_manager_secret: "secret",
  google_secret_manager_secret_iam_member: "IAM member",
  google_service_account: "service account",
  google_service_account_iam_member: "IAM member",
  helm_release: "Helm release",
  kubernetes_namespace_v1: "namespace",
  kubernetes_secret_v1: "Secret",
  vault_auth_backend: "auth method",
  vault_jwt_auth_backend: "auth method",
  vault_jwt_auth_backend_role: "Vault role",
  vault_kubernetes_auth_backend_role: "Vault role",
  vault_kv_secret_v2: "KV entry",
  vault_mount: "KV engine",
  vault_policy: "Vault policy",
};

/** What a person calls a resource; undefined for one that is not counted. */
export function resourceName({ kind, type, path }: Resource): string | undefined {
  if (kind !== "resource") return undefined;
  // A manifest stands under its object's kind.
  return type === "kubernetes_manifest" ? path.split("/").at(-1) : NAMES[type];
}
