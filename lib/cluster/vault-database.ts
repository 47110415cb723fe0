import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { DatabaseTls } from "../database/engine";
import { textOf } from "../engine/safely";
import type { SecretValue } from "../core/secret-value";
import type { VaultDatabaseRole } from "../stores/vault/database-role";
import { databaseResources } from "./vault-database-resources";
import { describeDatabase } from "./vault-database-rules";
import { VaultPart } from "./vault-part";

/** Databases that Vault can make credentials for here. */
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
  readonly provider?: TerraformProvider;
}

/**
 * A database whose credentials Vault makes: the engine, the connection and its roles. It stands in a stack of its own:
 * whoever writes such a role can run SQL as the connection's user, and only this stack needs that user's password.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/databases
 */
export class VaultDatabase extends VaultPart {
  constructor(scope: Construct, id: string, props: VaultDatabaseProps) {
    super(
      scope,
      id,
      textOf(props?.name),
      () => describeDatabase(props),
      (variables) => databaseResources(props, variables),
    );
  }
}
