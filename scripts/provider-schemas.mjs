// Writes test/schemas/PROVIDER.json: for the types that the library may emit, which arguments exist, which are
// required and which are write-only, as the provider itself says.
//
//   node scripts/provider-schemas.mjs              all providers
//   node scripts/provider-schemas.mjs aws vault    these
//
// Needs terraform and the providers: from the registry, or from a mirror that TF_CLI_CONFIG_FILE names.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new type that a part emits is one line here, and a run of this script. */
const TYPES = {
  aws: {
    resource: [
      "aws_eks_addon",
      "aws_eks_pod_identity_association",
      "aws_iam_openid_connect_provider",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_secretsmanager_secret",
      "aws_secretsmanager_secret_policy",
      "aws_secretsmanager_secret_version",
      "aws_ssm_parameter",
    ],
    ephemeral: ["aws_secretsmanager_random_password"],
    data: ["aws_caller_identity"],
  },
  azurerm: {
    resource: [
      "azurerm_federated_identity_credential",
      "azurerm_key_vault",
      "azurerm_key_vault_secret",
      "azurerm_private_endpoint",
      "azurerm_role_assignment",
      "azurerm_user_assigned_identity",
    ],
    data: ["azurerm_key_vault"],
  },
  google: {
    resource: [
      "google_project_iam_member",
      "google_secret_manager_regional_secret",
      "google_secret_manager_regional_secret_iam_member",
      "google_secret_manager_regional_secret_version",
      "google_secret_manager_secret",
      "google_secret_manager_secret_iam_member",
      "google_secret_manager_secret_version",
      "google_service_account",
      "google_service_account_iam_member",
      "google_storage_bucket_iam_member",
      "google_storage_hmac_key",
    ],
  },
  helm: { resource: ["helm_release"] },
  kubernetes: {
    resource: [
      "kubernetes_annotations",
      "kubernetes_cluster_role_binding_v1",
      "kubernetes_manifest",
      "kubernetes_namespace_v1",
      "kubernetes_secret_v1",
      "kubernetes_service_account_v1",
    ],
  },
  random: { ephemeral: ["random_password"] },
  terraform: { resource: ["terraform_data"] },
  time: { resource: ["time_offset", "time_sleep"] },
  vault: {
    resource: [
      "vault_auth_backend",
      "vault_database_secret_backend_connection",
      "vault_database_secret_backend_role",
      "vault_database_secret_backend_static_role",
      "vault_generic_endpoint",
      "vault_jwt_auth_backend",
      "vault_jwt_auth_backend_role",
      "vault_kubernetes_auth_backend_config",
      "vault_kubernetes_auth_backend_role",
      "vault_kv_secret_backend_v2",
      "vault_kv_secret_v2",
      "vault_mount",
      "vault_policy",
    ],
  },
};

const KINDS = { resource: "resource_schemas", ephemeral: "ephemeral_resource_schemas", data: "data_source_schemas" };

function terraform(directory, ...parameters) {
  const options = { cwd: directory, encoding: "utf8", maxBuffer: 512 * 1024 * 1024 };
  const run = spawnSync(process.env.TERRAFORM_BINARY_NAME ?? "terraform", parameters, options);
  if (run.status !== 0) throw new Error(`terraform ${parameters.join(" ")}:\n${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** What Terraform prints of a provider, and its version. */
function schemaOf(provider) {
  const directory = mkdtempSync(join(tmpdir(), "provider-schema-"));
  try {
    const source = provider === "terraform" ? "terraform.io/builtin/terraform" : `hashicorp/${provider}`;
    const required = { [provider]: { source } };
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    const init = spawnSync(process.env.TERRAFORM_BINARY_NAME ?? "terraform", ["init", "-input=false"], {
      cwd: directory,
      encoding: "utf8",
    });
    if (init.status !== 0) throw new Error(`terraform init:\n${init.stdout}${init.stderr}`);
    const [schema] = Object.values(terraform(directory, "providers", "schema", "-json").provider_schemas);
    const { provider_selections: selections, terraform_version: builtin } = terraform(directory, "version", "-json");
    return { schema, version: Object.values(selections)[0] ?? builtin };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function flagsOf({ required, optional, write_only: writeOnly }) {
  const flag = required ? "required" : optional ? "optional" : "computed";
  return writeOnly ? `${flag} write-only` : flag;
}

/** Attributes that hold objects have a schema of their own, like blocks. */
function trimmedBlock({ attributes = {}, block_types: blocks = {} }) {
  const plain = Object.entries(attributes).filter(([, attribute]) => !attribute.nested_type);
  const objects = Object.entries(attributes).filter(([, attribute]) => attribute.nested_type);
  const nested = [
    ...objects.map(([name, attribute]) => [
      name,
      { is: flagsOf(attribute), ...trimmedBlock({ attributes: attribute.nested_type.attributes }) },
    ]),
    ...Object.entries(blocks)
      .filter(([name]) => name !== "timeouts")
      .map(([name, block]) => [
        name,
        { is: block.min_items > 0 ? "required" : "optional", ...trimmedBlock(block.block) },
      ]),
  ];
  return {
    arguments: Object.fromEntries(plain.map(([name, attribute]) => [name, flagsOf(attribute)])),
    ...(nested.length > 0 ? { blocks: Object.fromEntries(nested) } : {}),
  };
}

function trimmed(provider) {
  const { schema, version } = schemaOf(provider);
  const result = { provider, version };
  for (const [kind, types] of Object.entries(TYPES[provider])) {
    result[kind] = Object.fromEntries(
      types.map((type) => {
        const found = schema[KINDS[kind]]?.[type];
        if (!found) throw new Error(`${provider} ${version} has no ${kind} ${type}`);
        return [type, trimmedBlock(found.block)];
      }),
    );
  }
  return result;
}

const target = join(import.meta.dirname, "../test/schemas");
mkdirSync(target, { recursive: true });
const asked = process.argv.slice(2);
for (const provider of asked.length > 0 ? asked : Object.keys(TYPES)) {
  const schema = trimmed(provider);
  writeFileSync(join(target, `${provider}.json`), JSON.stringify(schema, undefined, 2) + "\n");
  console.log(`${provider} ${schema.version}`);
}
