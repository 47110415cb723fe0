import type { LeafChange } from "./resource-changes";

/** Arguments that let somebody in: by type, whose leaf begins so. What stands there newly lets in more. */
const OPENS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["assume_role_policy."],
  aws_secretsmanager_secret: ["policy."],
  azurerm_federated_identity_credential: ["audience", "issuer", "subject"],
  azurerm_key_vault: ["network_acls.ip_rules", "network_acls.virtual_network_subnet_ids"],
  vault_jwt_auth_backend_role: ["bound_", "token_policies"],
  vault_kubernetes_auth_backend_role: ["bound_", "token_policies"],
  vault_policy: ["policy.path"],
};

/** Arguments that keep somebody out: without them, or with another value, more may come in. */
const CLOSES: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role: ["permissions_boundary"],
  azurerm_key_vault: ["network_acls.default_action", "public_network_access_enabled"],
  vault_jwt_auth_backend_role: ["bound_audiences", "bound_subject"],
  vault_kubernetes_auth_backend_role: ["audience"],
};

/** Whether a difference lets somebody in who was kept out, or may. */
export function widens({ resource: { type }, leaf, from, to }: LeafChange): boolean {
  const isOf = (arguments_: Readonly<Record<string, readonly string[]>>) =>
    (arguments_[type] ?? []).some((start) => leaf.startsWith(start));
  if (isOf(CLOSES)) return to !== "false" && to !== "Deny" && from !== undefined;
  if (!isOf(OPENS) || from === to) return false;
  return to !== undefined || NARROWS.test(leaf);
}

/** Parts of a policy that narrow it: without one it allows more. */
const NARROWS = /\.(Condition|Effect|NotAction|NotPrincipal|NotResource)\b/;
