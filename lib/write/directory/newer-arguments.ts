/**
 * Arguments that the bindings don't know yet, by resource type. The construct writer puts them in as overrides, and
 * cdktf notes that in a stack's metadata; a test holds this table to the bindings.
 */
export const NEWER_ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  vault_kubernetes_auth_backend_config: ["token_reviewer_jwt_wo", "token_reviewer_jwt_wo_version"],
};
