import type { Context } from "../../core/parts";
import type { Share } from "../../core/share";
import { DatabaseAuthentication, type DatabaseFacts } from "../../database/authentication";
import { DatabaseTls, SQL_SERVER } from "../../database/engine";
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
    share.steps.push({
      as: `as the server's Entra administrator, in the database ${displayText(database.name)}`,
      does: `CREATE USER ${user} FROM EXTERNAL PROVIDER; ALTER ROLE db_owner ADD MEMBER ${user};`,
      note: "a server has one Entra administrator: make it a group to have several. DROP USER the one that logged in with a password",
    });
  }
}

function check(share: Share, { engine, tls }: DatabaseFacts): void {
  if (engine !== SQL_SERVER) {
    share.problem(
      "MX-AZURE-DATABASE",
      PROP,
      `This login is Azure SQL's; the database is ${engine.title}.`,
      "Write new AzurePostgresqlIdentity() for PostgreSQL, or password: SecretValue.fromVariable().",
    );
  }
  if (tls !== DatabaseTls.DISABLE && tls !== DatabaseTls.PREFER) return;
  share.problem(
    "MX-AZURE-DATABASE",
    "database.tls",
    "Azure takes a token over an encrypted connection only.",
    "Write tls: DatabaseTls.VERIFY_FULL, or leave it out.",
  );
}
