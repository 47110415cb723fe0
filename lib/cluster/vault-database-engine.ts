/** Databases that Vault can make credentials for here. */
export enum VaultDatabaseEngine {
  POSTGRESQL = "postgresql",
  SQL_SERVER = "mssql",
}
