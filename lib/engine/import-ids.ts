import { isVerbatim, Reference, type Block, type MaybeSecret } from "../core/expression";
import { isToken } from "../core/names";
import type { Resource } from "../core/resource";

/** An argument of a resource as a text, or what a path of names leads to; one that only an apply knows is none. */
type Given = (...path: readonly string[]) => string | undefined;

/** Where a resource lies, for what is not in its arguments. */
interface Surroundings {
  /** Subscription of Azure. */
  readonly subscription: string | undefined;
}

/** The id by which a provider imports a resource of a type; none where only the cloud knows it. */
type ImportId = (given: Given, surroundings: Surroundings) => string | undefined;

/**
 * Types that can be taken over. What is additive or overwritten by a first write (a member of an IAM policy, Kubernetes
 * annotations) needs no import and has no row; what holds a value must not have one ({@link HOLDS_VALUE}).
 */
const IMPORT_IDS: Readonly<Record<string, ImportId>> = {
  aws_secretsmanager_secret: (given) => given("name"),
  aws_iam_role: (given) => given("name"),
  aws_iam_role_policy: (given) => joined(":", given("role"), given("name")),
  aws_eks_pod_identity_association: () => undefined,
  vault_kv_secret_v2: (given) => joined("/data/", given("mount"), given("name")),
  vault_policy: (given) => given("name"),
  vault_kubernetes_auth_backend_role: authRole,
  vault_jwt_auth_backend_role: authRole,
  azurerm_key_vault: (given, at) => azureId(given, at, "Microsoft.KeyVault/vaults"),
  azurerm_user_assigned_identity: (given, at) => azureId(given, at, "Microsoft.ManagedIdentity/userAssignedIdentities"),
  azurerm_federated_identity_credential: (given) =>
    joined("/federatedIdentityCredentials/", given("parent_id"), given("name")),
  azurerm_role_assignment: (given) =>
    joined("/providers/Microsoft.Authorization/roleAssignments/", given("scope"), given("name")),
  google_secret_manager_secret: (given) =>
    prefixed("projects/", joined("/secrets/", given("project"), given("secret_id"))),
  google_service_account: (given) => {
    const [project, account] = [given("project"), given("account_id")];
    if (project === undefined || account === undefined) return undefined;
    return `projects/${project}/serviceAccounts/${account}@${project}.iam.gserviceaccount.com`;
  },
  kubernetes_manifest: objectId,
};

/** Types whose import reads a value: it would stand in plan and state from then on. */
export const HOLDS_VALUE: readonly string[] = [
  "aws_secretsmanager_secret_version",
  "aws_ssm_parameter",
  "azurerm_key_vault_secret",
  "google_secret_manager_secret_version",
  "google_secret_manager_regional_secret_version",
  "kubernetes_secret_v1",
];

export function isImportable({ kind, type }: Resource): boolean {
  return kind === "resource" && Object.hasOwn(IMPORT_IDS, type);
}

/** The id by which each resource of an environment is imported, where the declaration knows it. */
export function importIdOf(
  resource: Resource,
  byPath: ReadonlyMap<string, Resource>,
  surroundings: Surroundings,
): string | undefined {
  const given = (...path: readonly string[]) => textOf(valueAt(resource.arguments, path), byPath, surroundings);
  return isImportable(resource) ? IMPORT_IDS[resource.type]?.(given, surroundings) : undefined;
}

function valueAt(block: Block, [name = "", ...rest]: readonly string[]): MaybeSecret | undefined {
  const value: MaybeSecret | undefined = block[name];
  if (rest.length === 0) return value;
  return isVerbatim(value) ? valueAt(value.entries as Block, rest) : undefined;
}

function textOf(
  value: MaybeSecret | undefined,
  byPath: ReadonlyMap<string, Resource>,
  surroundings: Surroundings,
): string | undefined {
  if (typeof value === "string") return value === "" || isToken(value) ? undefined : value;
  if (Reference.isReference(value)) {
    const target = byPath.get(value.of);
    if (!target) return undefined;
    if (value.attribute === "id") return importIdOf(target, byPath, surroundings);
    return textOf(target.arguments[value.attribute], byPath, surroundings);
  }
  return undefined;
}

function authRole(given: Given): string | undefined {
  return prefixed("auth/", joined("/role/", given("backend"), given("role_name")));
}

function objectId(given: Given): string | undefined {
  const fields = { apiVersion: given("manifest", "apiVersion"), kind: given("manifest", "kind") };
  const [namespace, name] = ["namespace", "name"].map((field) => given("manifest", "metadata", field));
  const parts = Object.entries({ ...fields, namespace, name });
  return joined(",", ...parts.map(([field, value]) => prefixed(`${field}=`, value)));
}

function azureId(given: Given, { subscription }: Surroundings, type: string): string | undefined {
  const [group, name] = [given("resource_group_name"), given("name")];
  if (subscription === undefined || isToken(subscription) || group === undefined || name === undefined)
    return undefined;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
}

function joined(separator: string, ...parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join(separator) : undefined;
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${prefix}${text}`;
}
