import type { Synthesized } from "../../support/synthesize";

/**
 * The stack with the auth method that the environment's role needs, in the same plan: for tests that are about
 * something else.
 */
export function withAuthMethod(synthesized: Synthesized): unknown {
  const type = "vault_kubernetes_auth_backend_role";
  const roles = Object.entries(synthesized.resource?.[type] ?? {}).map(
    ([id, role]) => [id, { ...role, backend: "${vault_auth_backend.kubernetes.path}" }] as const,
  );
  const resource = {
    ...synthesized.resource,
    [type]: Object.fromEntries(roles),
    vault_auth_backend: { kubernetes: { type: "kubernetes" } },
  };
  return { ...synthesized, resource };
}
