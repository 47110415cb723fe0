import type { Context } from "../../core/parts";
import { isToken } from "../../core/names";
import { shellCommand } from "../../core/shell";
import type { Share, Step } from "../../core/share";
import { DatabaseAuthentication, type DatabaseFacts } from "../../database/authentication";
import { checkEncrypted } from "../../database/encrypted";
import { SQL_SERVER } from "../../database/engine";
import { displayText } from "../../core/text";
import { checkCloud, checkIdentity, describeRuntimeAccess } from "./runtime-access";

const PROP = "database.authentication";

/**
 * Azure SQL by managed identity: the JDBC driver itself logs in. Its user name is the identity's client id, which this
 * brings along; the database's user is called by the identity's name.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#azure-sql-managed-identity
 * @see https://learn.microsoft.com/en-us/sql/connect/jdbc/connecting-using-azure-active-directory-authentication
 */
export class AzureSqlIdentity extends DatabaseAuthentication {
  readonly title = "Azure managed identity";
  override readonly bringsUsername = true;

  override jdbcProperties(): Readonly<Record<string, string>> {
    return { authentication: "ActiveDirectoryManagedIdentity" };
  }

  describe(share: Share, context: Context, database: DatabaseFacts): void {
    share.gate("azure-sql-identity", PROP);
    checkIdentity(share, context, PROP);
    check(share, database);
    const identity = describeRuntimeAccess(share, context, PROP);
    checkCloud(share, identity, database.host, "database.host");
    if (!identity) return;
    share.key("database-username", identity.clientId, PROP);
    const user = `[${identity.nameFor(context.subject).replace(/\]/g, "]]")}]`;
    const sql = `DROP USER IF EXISTS ${user}; CREATE USER ${user} FROM EXTERNAL PROVIDER; ALTER ROLE db_owner ADD MEMBER ${user};`;
    share.steps.push({
      as: "after the apply, as the server's Entra administrator",
      ...runSqlcmd(database, sql),
      note: "sqlcmd logs in as whoever is logged in to az; a server has one Entra administrator: make it a group to have several. A managed identity that is made anew is another user, which is why the old one is dropped. Once the app runs, DROP USER the one that logged in with a password",
    });
  }
}

/** One command where the server is known, else the statements and where they are run. */
function runSqlcmd({ host, name }: DatabaseFacts, sql: string): Pick<Step, "does" | "command"> {
  const [server = "", port = "1433"] = host.split(":");
  if (host === "" || name === "" || isToken(host) || isToken(name)) {
    return { does: `In the database ${displayText(name)}: ${sql}` };
  }
  return { does: shellCommand("sqlcmd", "-G", "-S", `tcp:${server},${port}`, "-d", name, "-Q", sql), command: true };
}

function check(share: Share, database: DatabaseFacts): void {
  const { engine } = database;
  if (engine !== SQL_SERVER) {
    share.problem(
      "MX-AZURE-DATABASE",
      PROP,
      `This login is Azure SQL's; the database is ${engine.title}.`,
      "Write new AzurePostgresqlIdentity() for PostgreSQL, or password: SecretValue.fromVariable().",
    );
  }
  checkEncrypted(share, "MX-AZURE-DATABASE", database, "Azure");
}
