import { VaultAlias, VaultLogin, type VaultProps } from "../../../lib";
import { vaultSample } from "../../vault/sample";
import { row, type Row } from "./row";

const own = (props: VaultProps) => vaultSample(props);
const existing = (path: string) => own({ existing: [{ path, keys: ["mx-admin-password"] }] });

/** What an environment of Vault can change. */
export const VAULT: readonly Row[] = [
  row("a token of a day", own({}), own({ tokenTtlInSeconds: 86_400 }), [
    "changed: token_ttl of vault_kubernetes_auth_backend_role store/role changes from 1200 to 86400.",
    "changed: token_max_ttl of vault_kubernetes_auth_backend_role store/role changes from 1200 to 86400.",
  ]),
  row("a token that is renewed for a month", own({}), own({ tokenMaxTtlInSeconds: 2_592_000 }), [
    "changed: token_max_ttl of vault_kubernetes_auth_backend_role store/role changes from 1200 to 2592000.",
  ]),
  row("the default policy on the token", own({ noDefaultPolicy: true }), own({}), [
    "changed: token_no_default_policy of vault_kubernetes_auth_backend_role store/role goes; it was true.",
  ]),
  row("address ranges that go", own({ boundCidrs: ["10.0.0.0/16"] }), own({}), [
    "changed: token_bound_cidrs[0] of vault_kubernetes_auth_backend_role store/role goes; it was 10.0.0.0/16.",
  ]),
  row("a wider address range", own({ boundCidrs: ["10.0.0.0/16"] }), own({ boundCidrs: ["0.0.0.0/0"] }), [
    "changed: token_bound_cidrs[0] of vault_kubernetes_auth_backend_role store/role changes from 10.0.0.0/16 to 0.0.0.0/0.",
  ]),
  row("an entity that a namesake inherits", own({}), own({ alias: VaultAlias.NAME }), [
    "changed: alias_name_source of vault_kubernetes_auth_backend_role store/role changes from serviceaccount_uid to serviceaccount_name.",
  ]),
  row("an adopted path of another team", existing("shop/login"), existing("payroll/login"), [
    'widened: policy.path["secret/data/payroll/login"].capabilities[0] of vault_policy store/policy is new: read.',
    "changed: The files that the SecretProviderClass mounts change, or where they come from.",
  ]),
  row("another auth mount", own({}), own({ authMount: "kubernetes/spare" }), [
    "identity: The login to the store changes from Vault, auth/kubernetes, role prod.mendix.orders to Vault, auth/kubernetes/spare, role prod.mendix.orders.",
    "changed: spec.parameters.vaultAuthMountPath of the SecretProviderClass changes from kubernetes to kubernetes/spare.",
  ]),
  row("another way to log in", own({}), own({ login: VaultLogin.JWT }), [
    "removed: vault_kubernetes_auth_backend_role store/role is destroyed.",
    "identity: The login to the store changes from Vault, auth/kubernetes, role prod.mendix.orders to Vault, auth/jwt, role prod.mendix.orders.",
  ]),
  row("another audience", own({}), own({ audience: "payroll" }), [
    "changed: spec.parameters.audience of the SecretProviderClass changes from vault to payroll.",
    "widened: audience of vault_kubernetes_auth_backend_role store/role changes from vault to payroll.",
  ]),
  row("another namespace", own({ namespace: "shop" }), own({ namespace: "payroll" }), [
    "changed: spec.parameters.vaultNamespace of the SecretProviderClass changes from shop to payroll.",
    "replaced: namespace of vault_kv_secret_v2 store/entries/settings/entry, store/entries/database-password/entry, store/entries/storage-secret-access-key/entry changes from shop to payroll: it is destroyed and made anew.",
  ]),
  row("another mount", own({}), own({ mount: "payroll" }), [
    'widened: policy.path["payroll/data/prod/mendix/orders"].capabilities[0] of vault_policy store/policy is new: read.',
    'widened: policy.path["payroll/data/prod/mendix/orders/database-password"].capabilities[0] of vault_policy store/policy is new: read.',
  ]),
  row("another server", own({}), own({ address: "https://vault.example.org:8200" }), [
    "changed: spec.parameters.vaultAddress of the SecretProviderClass changes from https://vault.example.com:8200 to https://vault.example.org:8200.",
  ]),
  row("anybody who answers for Vault", own({}), own({ tls: { unsafeSkipVerify: true } }), [
    "changed: spec.parameters.vaultSkipTLSVerify of the SecretProviderClass is new: true.",
  ]),
  row("a role that somebody else made", own({ audience: "vault" }), own({ audience: "vault", existingRole: "app" }), [
    "removed: vault_policy store/policy is destroyed.",
    "removed: vault_kubernetes_auth_backend_role store/role is destroyed.",
  ]),
  row("fewer versions", own({ maxVersions: 10 }), own({ maxVersions: 1 }), [
    "changed: data_json.max_versions of vault_generic_endpoint store/entries/settings/metadata, store/entries/database-password/metadata, store/entries/storage-secret-access-key/metadata changes from 10 to 1.",
  ]),
  row("versions that go for good", own({}), own({ deleteAllVersions: true }), [
    "changed: delete_all_versions of vault_kv_secret_v2 store/entries/settings/entry, store/entries/database-password/entry, store/entries/storage-secret-access-key/entry is new: true.",
  ]),
  row("another name of the policy", own({}), own({ policyName: "payroll" }), [
    "replaced: name of vault_policy store/policy changes from prod.mendix.orders to payroll: it is destroyed and made anew.",
  ]),
];
