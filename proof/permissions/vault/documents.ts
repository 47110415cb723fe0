import { resolved, resolvedIn, resourcesOf, type Configuration, type Resource } from "../../support/resolved";

/** An auth method of Vault. */
export type Method = "jwt" | "kubernetes";

/** What Terraform writes to Vault for an environment, as Vault's API takes it. */
export interface VaultDocuments {
  readonly method: Method;
  /** Where the auth method is mounted. */
  readonly mount: string;
  readonly roleName: string;
  readonly role: Readonly<Record<string, unknown>>;
  /** Texts of policies by their names. */
  readonly policies: Readonly<Record<string, string>>;
}

/** A policy: capabilities by path. */
export interface VaultPolicy {
  readonly path: Readonly<Record<string, { readonly capabilities: readonly string[] }>>;
}

const ROLE_TYPES: Readonly<Record<Method, string>> = {
  jwt: "vault_jwt_auth_backend_role",
  kubernetes: "vault_kubernetes_auth_backend_role",
};

/** Arguments that say where a role is, or are Terraform's own. */
const NOT_IN_BODY = ["//", "backend", "depends_on", "lifecycle", "namespace", "provider", "role_name"];

/** The only role of a stack, and its policies. */
export function documentsOf(configuration: Configuration): VaultDocuments {
  const roles = (["jwt", "kubernetes"] as const).flatMap((method) =>
    resourcesOf(configuration, ROLE_TYPES[method]).map((resource) => ({ method, resource })),
  );
  const [role, ...others] = roles;
  if (!role || others.length > 0) throw new Error("expected one role");
  const { method, resource } = role;
  const policies = resourcesOf(configuration, "vault_policy").map(({ name, policy }) => [
    resolved(name),
    resolved(policy),
  ]);
  return {
    method,
    mount: resolved(resource["backend"]),
    roleName: resolved(resource["role_name"]),
    role: bodyOf(configuration, resource),
    policies: Object.fromEntries(policies) as Record<string, string>,
  };
}

function bodyOf(configuration: Configuration, resource: Resource): Readonly<Record<string, unknown>> {
  const value = (argument: unknown): unknown => {
    if (Array.isArray(argument)) return argument.map(value);
    return typeof argument === "string" ? resolvedIn(configuration, argument) : argument;
  };
  const body = Object.entries(resource).filter(([name, given]) => !NOT_IN_BODY.includes(name) && given !== undefined);
  return Object.fromEntries(body.map(([name, given]) => [name, value(given)]));
}

/** The paths that a policy's text has rules for. */
export function policyOf(text: string): VaultPolicy {
  return JSON.parse(text) as VaultPolicy;
}
