import type { VaultDatabaseEngine } from "./vault-database-props";

type Statements = Readonly<Record<VaultDatabaseEngine, (ownerRole: string) => string[]>>;

/**
 * How a user is made. It acts as the owner role from its first statement on, so that what it creates belongs to a role
 * that stays.
 */
export const CREATION: Statements = {
  postgresql: (owner) => [
    `CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}' INHERIT IN ROLE "${owner}"`,
    `ALTER ROLE "{{name}}" SET role TO '${owner}'`,
    // Only a member of a role may give away what it owns.
    'GRANT "{{name}}" TO CURRENT_USER',
  ],
  // A user of SQL Server creates in a schema, and what is in a schema belongs to the schema's owner.
  mssql: (owner) => [
    "CREATE LOGIN [{{name}}] WITH PASSWORD = '{{password}}'",
    "CREATE USER [{{name}}] FOR LOGIN [{{name}}] WITH DEFAULT_SCHEMA = [dbo]",
    `ALTER ROLE [${owner}] ADD MEMBER [{{name}}]`,
  ],
};

/** How a user is dropped: sessions first, and what it may have created in spite of all goes to the owner. */
export const REVOCATION: Statements = {
  // In one block, which Vault does not split, and which finds nothing to do where a first try got half-way.
  postgresql: (owner) => [
    [
      "DO $$ BEGIN",
      "IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{{name}}') THEN",
      "PERFORM pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = '{{name}}';",
      `REASSIGN OWNED BY "{{name}}" TO "${owner}";`,
      'DROP OWNED BY "{{name}}";',
      'DROP ROLE "{{name}}";',
      "END IF; END $$",
    ].join(" "),
  ],
  // Without statements the plugin kills the sessions and drops the user in every database.
  mssql: () => [],
};
