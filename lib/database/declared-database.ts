import type { Context } from "../core/parts";
import { quote } from "../core/problem";
import { Share } from "../core/share";
import { isToken } from "../core/names";
import { declareSecret } from "../core/secret-checks";
import type { SecretValue } from "../core/secret-value";
import type { DatabaseAuthentication } from "./authentication";
import { claimDatabase } from "./claim";
import { DatabaseTls, type DatabaseEngine } from "./engine";
import { checkHost, checkJdbcUrl, withPort } from "./jdbc-url";

export interface DatabaseProps {
  /** Host and port, `db.example.com:5432`; the engine's port is added where none is given. May be a Terraform token. */
  readonly host: string;
  /** Name of the database or schema. */
  readonly name: string;
  /**
   * User that the app logs in as.
   *
   * @default - the one that `authentication` brings
   */
  readonly username?: string | SecretValue;
  /**
   * Password of that user. Exactly one of `password` and `authentication` is given.
   *
   * @default - none
   */
  readonly password?: SecretValue;
  /**
   * Login without a password in the declaration: `new RdsIam(...)` and the like.
   *
   * @default - none
   */
  readonly authentication?: DatabaseAuthentication;
  /**
   * How strictly the connection is encrypted.
   *
   * @default - REQUIRE for PostgreSQL, VERIFY_FULL for SQL Server
   */
  readonly tls?: DatabaseTls;
  /**
   * The JDBC URL, whole. It overrides host and name in the runtime, so it is checked against them.
   *
   * @default - built from the other props
   */
  readonly jdbcUrl?: string;
}

export interface DatabaseWithUrlProps extends DatabaseProps {
  /** The JDBC URL, whole; the vendor documents no form for this type. */
  readonly jdbcUrl: string;
}

/** A database whose settings are written here. Made by `Database.postgresql(...)` and its like. */
export class DeclaredDatabase {
  constructor(
    readonly engine: DatabaseEngine,
    readonly props: DatabaseProps,
  ) {}

  describe(context: Context): Share {
    const share = new Share();
    const host = withPort(typeof this.props.host === "string" ? this.props.host : "", this.engine.defaultPort);
    checkHost(share, host, this.engine.defaultPort);
    this.checkName(share);
    claimDatabase(share, context, { engine: this.engine, host, name: this.props.name });
    share.key("database-type", this.engine.type, "database");
    share.key("database-host", host, "database.host");
    share.key("database-name", this.props.name, "database.name");
    share.key("database-jdbc-url", this.jdbcUrl(share, host), "database.jdbcUrl");
    this.describeLogin(share, context, host);
    this.describeTls(share);
    return share;
  }

  private checkName(share: Share): void {
    const { name } = this.props;
    if (typeof name === "string" && name !== "") return;
    share.problem("MX-DATABASE-NAME", "database.name", "The database has no name.", 'Write name: "orders".');
  }

  private jdbcUrl(share: Share, host: string): string {
    const { props, engine } = this;
    const properties = props.authentication?.jdbcProperties() ?? {};
    if (props.jdbcUrl !== undefined) {
      checkJdbcUrl(share, props.jdbcUrl, { host, name: props.name, properties });
      return props.jdbcUrl;
    }
    if (!engine.jdbcUrl) {
      share.problem(
        "MX-DATABASE-URL",
        "database.jdbcUrl",
        `The vendor documents no JDBC URL for ${engine.title}, so none is built.`,
        `Write jdbcUrl with the form of the ${engine.title} driver.`,
      );
      return "";
    }
    return engine.jdbcUrl(host, String(props.name), props.tls ?? engine.defaultTls, properties);
  }

  private describeLogin(share: Share, context: Context, host: string): void {
    const { username, password, authentication, name, jdbcUrl } = this.props;
    if ((password === undefined) === (authentication === undefined)) {
      share.problem(
        "MX-DATABASE-LOGIN",
        "database.password",
        password === undefined
          ? "The database has neither a password nor an authentication."
          : "The database has both.",
        "Write password: SecretValue.fromVariable(), or authentication: new RdsIam({ ... }), not both.",
      );
    }
    if (authentication?.bringsUsername) this.refuseUsername(share, authentication);
    else if (username !== undefined) this.declareUsername(share, username);
    else {
      const fix = 'Write username: "orders".';
      share.problem("MX-DATABASE-LOGIN", "database.username", "The database has no user name.", fix);
    }
    if (password !== undefined) {
      declareSecret(share, "database-password", password, "database.password", {
        notGenerated: "no database would have that password",
      });
    }
    share.restartOn["database.authentication"] = authentication?.title ?? "password";
    const { engine } = this;
    const tls = this.props.tls ?? engine.defaultTls;
    const known = typeof username === "string" ? username : undefined;
    authentication?.describe(share, context, { engine, tls, host, name, username: known, jdbcUrl });
  }

  private refuseUsername(share: Share, { title }: DatabaseAuthentication): void {
    if (this.props.username === undefined) return;
    share.problem(
      "MX-DATABASE-LOGIN",
      "database.username",
      `${title} brings the user name itself, and no other one works with it.`,
      "Leave username out.",
    );
  }

  private declareUsername(share: Share, username: string | SecretValue): void {
    if (typeof username === "string" && username !== "") {
      share.key("database-username", username, "database.username");
    } else if (typeof username === "object") {
      declareSecret(share, "database-username", username, "database.username", {
        notGenerated: "no database would have that user",
      });
    } else {
      const message = `${quote(username)} is not a user name.`;
      share.problem("MX-DATABASE-LOGIN", "database.username", message, 'Write username: "orders".');
    }
  }

  private describeTls(share: Share): void {
    const tls = this.props.tls ?? this.engine.defaultTls;
    if (tls !== DatabaseTls.VERIFY_FULL || this.props.jdbcUrl !== undefined || isToken(this.props.host)) return;
    // A public CA signs the certificates of Azure SQL.
    if (/\.database\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)(:|$)/.test(this.props.host)) return;
    share.steps.push({
      as: "as the cluster's administrator",
      does: "Put the CA of the database server into the Secret mendix-custom-tls, key custom.crt, in the Operator's namespace, and name that Secret in the OperatorConfiguration.",
      note: "skip it where a public CA signed the server's certificate, or the cluster trusts the CA already",
    });
  }
}
