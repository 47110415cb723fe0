import type { Context } from "../core/parts";
import { quote } from "../core/problem";
import { assertTypes } from "../core/prop-types";
import { Share } from "../core/share";
import { checkChoice } from "../core/choice";
import { isToken } from "../core/names";
import { SecretValue } from "../core/secret-value";
import type { DatabaseAuthentication } from "./authentication";
import { claimDatabase } from "./claim";
import { DatabaseTls, MYSQL, ORACLE, POSTGRESQL, SAP_HANA, SQL_SERVER, type DatabaseEngine } from "./engine";
import { checkHost, withPort } from "./jdbc-url";

/** Types of databases, as the key `database-type` has them. */
export enum DatabaseType {
  POSTGRESQL = "PostgreSQL",
  SQL_SERVER = "SQLSERVER",
  ORACLE = "ORACLE",
  MYSQL = "MYSQL",
  SAP_HANA = "SAPHANA",
}

export interface ExistingDatabaseProps {
  /**
   * Type of the database, as the store has it.
   *
   * @default "PostgreSQL"
   */
  readonly type?: DatabaseType;
  /**
   * Host and port, as the store has them. Where they are given, region and cloud are checked against them.
   *
   * @default - not known here
   */
  readonly host?: string;
  /**
   * Name of the database or schema, as the store has it.
   *
   * @default - not known here
   */
  readonly name?: string;
  /**
   * User that the app logs in as, as the store has it. RDS IAM needs it: the policy names it.
   *
   * @default - not known here
   */
  readonly username?: string;
  /**
   * Login by the pod's identity. Then no existing entry may hold `database-password`.
   *
   * @default - by the password that an existing entry holds
   */
  readonly authentication?: DatabaseAuthentication;
}

const ENGINES: Readonly<Record<DatabaseType, DatabaseEngine>> = {
  [DatabaseType.POSTGRESQL]: POSTGRESQL,
  [DatabaseType.SQL_SERVER]: SQL_SERVER,
  [DatabaseType.ORACLE]: ORACLE,
  [DatabaseType.MYSQL]: MYSQL,
  [DatabaseType.SAP_HANA]: SAP_HANA,
};

/** A database whose values entries of somebody else hold. Made by `Database.existing(...)`. */
export class ExistingDatabase {
  constructor(readonly props: ExistingDatabaseProps) {}

  describe(context: Context): Share {
    const { type = DatabaseType.POSTGRESQL, name, username, authentication } = this.props;
    const share = new Share();
    assertTypes("database", this.props, { type: "text", host: "text", name: "text", username: "text" });
    checkChoice(share, "database.type", type, DatabaseType);
    const engine = ENGINES[type] ?? POSTGRESQL;
    const host = this.host(share, engine);
    this.checkUsername(share);
    if (host !== "") claimDatabase(share, context, { engine, host, name });
    share.restartOn["database.authentication"] = authentication?.title ?? "password";
    // How the connection is encrypted stands in the URL, which is in the store.
    const tls = DatabaseTls.REQUIRE;
    authentication?.describe(share, context, { engine, tls, host, name: name ?? "", username, jdbcUrl: undefined });
    share.key("database-type", type, "database");
    if (host !== "") share.key("database-host", host, "database.host");
    if (name !== undefined) share.key("database-name", name, "database.name");
    if (username !== undefined) share.key("database-username", username, "database.username");
    share.assumeSettings(({ value }) => SecretValue.isSecretValue(value));
    share.adopted.push({ part: "database", identity: authentication?.title });
    return share;
  }

  private host(share: Share, engine: DatabaseEngine): string {
    const { host } = this.props;
    if (host === undefined) return "";
    const full = withPort(host, engine.defaultPort);
    checkHost(share, full, engine.defaultPort);
    return full;
  }

  private checkUsername(share: Share): void {
    const { username, authentication } = this.props;
    if (username === undefined || (!isToken(username) && username !== "" && !authentication?.bringsUsername)) return;
    const why = authentication?.bringsUsername
      ? `${authentication.title} brings the user name itself.`
      : `${isToken(username) ? "A Terraform token" : quote(username)} is not a user name, known at synthesis.`;
    share.problem("MX-DATABASE-LOGIN", "database.username", why, "Leave username out, or write the one in the store.");
  }
}
