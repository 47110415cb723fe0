/** Databases that Vault can make credentials for here. */

import type { ProviderObject } from "../core/provider-handle";
import type { SecretValue } from "../core/secret-value";
import type { DatabaseTls } from "../database/engine";
import type { VaultDatabaseRole } from "../stores/vault/database-role";

export enum VaultDatabaseEngine {
  POSTGRESQL = "postgresql",
  SQL_SERVER = "mssql",
}

export interface VaultDatabaseProps {
  /** Name of the connection in the engine. */
  readonly name: string;
  readonly engine: VaultDatabaseEngine;
  /** Host and port of the database as Vault reaches it. May be a Terraform token. */
  readonly host: string;
  /** Database that Vault logs in to. */
  readonly database: string;
  /** User that Vault logs in as: it may make roles and set their passwords, and nobody else uses it. */
  readonly username: string;
  /** Password of that user. */
  readonly password: SecretValue;
  /** The roles that Vault gives credentials of; environments log in with the same values. */
  readonly roles: readonly VaultDatabaseRole[];
  /**
   * How strictly Vault's connection is encrypted.
   *
   * @default - VERIFY_FULL
   */
  readonly tls?: DatabaseTls;
  /**
   * CA of the database server, as PEM text. PostgreSQL only; a SQL Server's has to be in Vault's own trust.
   *
   * @default - Vault's own trust
   */
  readonly caCert?: string;
  /**
   * Where the database engine is mounted; the roles say the same.
   *
   * @default "database"
   */
  readonly mount?: string;
  /**
   * Whether the engine is mounted already.
   *
   * @default false
   */
  readonly existingMount?: boolean;
  /**
   * Whether Terraform may unmount the engine. That revokes every credential that it gave out.
   *
   * @default false
   */
  readonly allowDestroy?: boolean;
  /**
   * Namespace of Vault Enterprise or OpenBao, by its full path.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /**
   * Provider of the Vault.
   *
   * @default - the stack's Vault provider
   */
  readonly provider?: ProviderObject;
}
