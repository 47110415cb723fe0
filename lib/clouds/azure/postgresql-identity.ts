import { Reference } from "../../core/expression";
import type { Context } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { DatabaseAuthentication, type DatabaseFacts } from "../../database/authentication";
import { checkEncrypted } from "../../database/encrypted";
import { POSTGRESQL } from "../../database/engine";
import { roleIdentifier, runSql } from "../../database/psql";
import { isToken } from "../../core/names";
import { checkCloud, checkIdentity, describeRuntimeAccess } from "./runtime-access";
import type { AzureWorkloadIdentity } from "./workload-identity";

const PROP = "database.authentication";

/** Password of who is logged in to Azure's command line, for an hour. */
const TOKEN = "$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)";

/**
 * Azure Database for PostgreSQL, Flexible Server, by managed identity: the Operator's sidecar logs in with tokens of
 * the pod's identity.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#azure-postgres-managed-identity
 */
export class AzurePostgresqlIdentity extends DatabaseAuthentication {
  readonly title = "Azure managed identity";

  describe(share: Share, context: Context, database: DatabaseFacts): void {
    share.gate("azure-postgresql-identity", PROP);
    checkIdentity(share, context, PROP);
    check(share, database);
    const identity = describeRuntimeAccess(share, context, PROP);
    checkCloud(share, identity, database.host, "database.host");
    if (identity && database.username !== undefined) describeSteps(share, identity, database, database.username);
  }
}

/** The role has to know the identity by its object id, which only an apply makes known. */
function describeSteps(
  share: Share,
  { principalId }: AzureWorkloadIdentity,
  { host }: DatabaseFacts,
  username: string,
): void {
  const role = roleIdentifier(username);
  share.steps.push({
    as: "after the apply, as the server's Entra administrator",
    ...runSql({ host, user: '"$ADMIN"', password: TOKEN }, [
      `SECURITY LABEL FOR "pgaadauth" ON ROLE ${role} IS 'aadauth,oid=${String(principalId)},type=service'`,
      `ALTER ROLE ${role} WITH PASSWORD NULL`,
    ]),
    note: "ADMIN is the administrator's name, who is logged in to az. Entra authentication has to be on for the server; both logins work until the password is taken. Skip it where the role has this label",
    knownAfterApply: Reference.isReference(principalId) ? [principalId] : [],
  });
}

function check(share: Share, database: DatabaseFacts): void {
  const { engine, host, username } = database;
  if (engine !== POSTGRESQL) {
    share.problem(
      "MX-AZURE-DATABASE",
      PROP,
      `This login is PostgreSQL's; the database is ${engine.title}.`,
      "Write new AzureSqlIdentity() for Azure SQL, or password: SecretValue.fromVariable().",
    );
  }
  checkEncrypted(share, "MX-AZURE-DATABASE", database, "Azure");
  if (username === undefined) {
    share.problem(
      "MX-AZURE-DATABASE",
      "database.username",
      "The administrator's statement names the role, so it has to be known.",
      'Write username: "orders".',
    );
  } else if (!isToken(username) && !isToken(host) && username.endsWith(`@${host.split(".")[0]}`)) {
    share.problem(
      "MX-AZURE-DATABASE",
      "database.username",
      `${quote(username)} is the user name of a Single Server, which has no managed identity login.`,
      `Move to a Flexible Server and write username: ${quote(username.split("@")[0])}.`,
    );
  }
}
