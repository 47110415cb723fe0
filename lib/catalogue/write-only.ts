/**
 * Arguments that Terraform hands to the provider and keeps nowhere, by the type of the resource; of a block with its
 * name in front. No secret stands anywhere else.
 */
export const WRITE_ONLY: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret_version: ["secret_string_wo"],
  aws_ssm_parameter: ["value_wo"],
  azurerm_key_vault_secret: ["value_wo"],
  google_secret_manager_secret_version: ["secret_data_wo"],
  helm_release: ["set_wo.name", "set_wo.type", "set_wo.value"],
  kubernetes_secret_v1: ["binary_data_wo", "data_wo"],
  vault_kubernetes_auth_backend_config: ["token_reviewer_jwt_wo"],
  vault_database_secret_backend_connection: [
    "hana.password_wo",
    "mongodb.password_wo",
    "mssql.password_wo",
    "mysql.password_wo",
    "mysql_aurora.password_wo",
    "mysql_legacy.password_wo",
    "mysql_rds.password_wo",
    "oracle.password_wo",
    "postgresql.password_wo",
    "redshift.password_wo",
    "snowflake.password_wo",
    "snowflake.private_key_wo",
  ],
  vault_database_secret_backend_static_role: ["password_wo"],
  vault_kv_secret_v2: ["data_json_wo"],
};
