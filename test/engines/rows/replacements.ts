/** Every argument that this library gives to a type of resource, once as it was and once as it becomes. */
export interface ArgumentRows {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** Write-only arguments, which stand in no state. */
  readonly writeOnly?: Readonly<Record<string, unknown>>;
}

const ROLE_ARN = "arn:aws:iam::111122223333:role/orders";

/** By provider and type. Blocks are written as the one object that stands in them. */
export const ROWS: Readonly<Record<string, Readonly<Record<string, readonly ArgumentRows[]>>>> = {
  aws: {
    aws_eks_pod_identity_association: [
      {
        before: { cluster_name: "a", namespace: "a", service_account: "a", role_arn: ROLE_ARN, tags: { a: "1" } },
        after: { cluster_name: "b", namespace: "b", service_account: "b", role_arn: `${ROLE_ARN}-b`, tags: { a: "2" } },
      },
    ],
    aws_iam_role: [
      {
        before: {
          name: "a",
          path: "/a/",
          permissions_boundary: "arn:aws:iam::111122223333:policy/a",
          max_session_duration: 3600,
          assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
          tags: { a: "1" },
        },
        after: {
          name: "b",
          path: "/b/",
          permissions_boundary: "arn:aws:iam::111122223333:policy/b",
          max_session_duration: 7200,
          assume_role_policy: '{"Version":"2008-10-17","Statement":[]}',
          tags: { a: "2" },
        },
      },
    ],
    aws_iam_role_policy: [
      {
        before: { name: "a", role: "a", policy: '{"Version":"2012-10-17","Statement":[]}' },
        after: { name: "b", role: "b", policy: '{"Version":"2008-10-17","Statement":[]}' },
      },
    ],
    aws_secretsmanager_secret: [
      {
        before: {
          name: "a",
          kms_key_id: "arn:aws:kms:eu-west-1:111122223333:key/a",
          recovery_window_in_days: 7,
          policy: '{"Version":"2012-10-17","Statement":[]}',
          tags: { a: "1" },
        },
        after: {
          name: "b",
          kms_key_id: "arn:aws:kms:eu-west-1:111122223333:key/b",
          recovery_window_in_days: 30,
          policy: '{"Version":"2008-10-17","Statement":[]}',
          tags: { a: "2" },
        },
      },
    ],
    aws_secretsmanager_secret_version: [
      {
        before: { secret_id: "a", secret_string: "a", version_stages: ["AWSCURRENT"] },
        after: { secret_id: "b", secret_string: "b", version_stages: ["AWSCURRENT", "b"] },
      },
      {
        before: { secret_id: "a", secret_string_wo_version: 1 },
        after: { secret_id: "b", secret_string_wo_version: 2 },
        writeOnly: { secret_string_wo: "a" },
      },
    ],
    aws_ssm_parameter: [
      {
        before: { name: "a", type: "String", tier: "Standard", insecure_value: "a", tags: { a: "1" } },
        after: { name: "b", type: "String", tier: "Advanced", insecure_value: "b", tags: { a: "2" } },
      },
      {
        before: { name: "a", type: "SecureString", tier: "Standard", key_id: "alias/aws/ssm", value_wo_version: 1 },
        after: {
          name: "b",
          type: "SecureString",
          tier: "Advanced",
          key_id: "arn:aws:kms:eu-west-1:111122223333:key/b",
          value_wo_version: 2,
        },
        writeOnly: { value_wo: "a" },
      },
    ],
  },
  vault: {
    vault_policy: [
      {
        before: { namespace: "a", name: "a", policy: "a" },
        after: { namespace: "b", name: "b", policy: "b" },
      },
    ],
    vault_kubernetes_auth_backend_role: [
      {
        before: {
          namespace: "a",
          backend: "a",
          role_name: "a",
          bound_service_account_names: ["a"],
          bound_service_account_namespaces: ["a"],
          audience: "a",
          alias_name_source: "serviceaccount_uid",
          token_policies: ["a"],
          token_ttl: 60,
        },
        after: {
          namespace: "b",
          backend: "b",
          role_name: "b",
          bound_service_account_names: ["b"],
          bound_service_account_namespaces: ["b"],
          audience: "b",
          alias_name_source: "serviceaccount_name",
          token_policies: ["b"],
          token_ttl: 120,
        },
      },
    ],
    vault_jwt_auth_backend_role: [
      {
        before: {
          namespace: "a",
          backend: "a",
          role_name: "a",
          role_type: "jwt",
          bound_subject: "a",
          bound_audiences: ["a"],
          user_claim: "sub",
          user_claim_json_pointer: false,
          token_policies: ["a"],
        },
        after: {
          namespace: "b",
          backend: "b",
          role_name: "b",
          role_type: "oidc",
          bound_subject: "b",
          bound_audiences: ["b"],
          user_claim: "/sub",
          user_claim_json_pointer: true,
          token_policies: ["b"],
        },
      },
    ],
    vault_kv_secret_v2: [
      {
        before: { namespace: "a", mount: "a", name: "a", data_json: '{"a":"1"}', delete_all_versions: false },
        after: { namespace: "b", mount: "b", name: "b", data_json: '{"a":"2"}', delete_all_versions: true },
      },
      {
        before: { mount: "a", name: "a", data_json_wo_version: 1 },
        after: { mount: "b", name: "b", data_json_wo_version: 2 },
        writeOnly: { data_json_wo: '{"a":"1"}' },
      },
    ],
    vault_generic_endpoint: [
      {
        before: { namespace: "a", path: "a/b", data_json: '{"a":"1"}', disable_read: true, disable_delete: true },
        after: { namespace: "b", path: "b/b", data_json: '{"a":"2"}', disable_read: false, disable_delete: false },
      },
    ],
    vault_database_secret_backend_role: [
      {
        before: {
          namespace: "a",
          backend: "a",
          name: "a",
          db_name: "a",
          creation_statements: ["a"],
          default_ttl: 60,
          max_ttl: 60,
        },
        after: {
          namespace: "b",
          backend: "b",
          name: "b",
          db_name: "b",
          creation_statements: ["b"],
          default_ttl: 90,
          max_ttl: 90,
        },
      },
    ],
    vault_database_secret_backend_static_role: [
      {
        before: {
          namespace: "a",
          backend: "a",
          name: "a",
          db_name: "a",
          username: "a",
          rotation_period: 60,
          rotation_statements: ["a"],
        },
        after: {
          namespace: "b",
          backend: "b",
          name: "b",
          db_name: "b",
          username: "b",
          rotation_period: 90,
          rotation_statements: ["b"],
        },
      },
    ],
  },
  kubernetes: {
    kubernetes_annotations: [
      {
        before: {
          api_version: "v1",
          kind: "ServiceAccount",
          metadata: { name: "a", namespace: "a" },
          annotations: { a: "1" },
          field_manager: "a",
          force: true,
        },
        after: {
          api_version: "v2",
          kind: "Secret",
          metadata: { name: "b", namespace: "b" },
          annotations: { a: "2" },
          field_manager: "b",
          force: false,
        },
      },
    ],
    kubernetes_secret_v1: [
      {
        before: {
          metadata: { name: "a", namespace: "a", annotations: { a: "1" } },
          type: "Opaque",
          data_wo_revision: 1,
        },
        after: { metadata: { name: "b", namespace: "b", annotations: { a: "2" } }, type: "b", data_wo_revision: 2 },
        writeOnly: { data_wo: { a: "a" } },
      },
    ],
  },
};

/** Provider blocks that answer nobody: a plan without refresh asks no server. */
export const PROVIDER_BLOCKS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws: {
    region: "eu-west-1",
    access_key: "a",
    secret_key: "a",
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: "true",
  },
  vault: { address: "http://127.0.0.1:9", token: "a", skip_child_token: true, skip_get_vault_version: true },
  kubernetes: { host: "http://127.0.0.1:9" },
};
