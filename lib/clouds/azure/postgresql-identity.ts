import { Reference } from "../../core/expression";
import type { Context } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { DatabaseAuthentication, type DatabaseFacts } from "../../database/authentication";
import { DatabaseTls, POSTGRESQL } from "../../database/engine";
import { isToken } from "../../core/names";
import { checkCloud, checkIdentity, describeRuntimeAccess } from "./runtime-access";
import type { AzureWorkloadIdentity } from "./workload-identity";

const PROP = "database.authentication";

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
    if (identity && database.username !== undefined) describeSteps(share, identity, database.username);
  }
}

/** The role has to know the identity by its object id, which only an apply makes known. */
function describeSteps(share: Share, { principalId }: AzureWorkloadIdentity, username: string): void {
  const role = `"${username.replace(/"/g, '""')}"`;
  share.steps.push({
    as: "as the server's Entra administrator, in the database postgres",
    does: `SECURITY LABEL FOR "pgaadauth" ON ROLE ${role} IS 'aadauth,oid=${String(principalId)},type=service'; ALTER ROLE ${role} WITH PASSWORD NULL;`,
    note: "Entra authentication has to be on for the server; skip it where the role has this label",
    knownAfterApply: Reference.isReference(principalId) ? [principalId] : [],
  });
}

function check(share: Share, { engine, tls, host, username }: DatabaseFacts): void {
  if (engine !== POSTGRESQL) {
    share.problem(
      "MX-AZURE-DATABASE",
      PROP,
      `This login is PostgreSQL's; the database is ${engine.title}.`,
      "Write new AzureSqlIdentity() for Azure SQL, or password: SecretValue.fromVariable().",
    );
  }
  if (tls === DatabaseTls.DISABLE || tls === DatabaseTls.PREFER) {
    share.problem(
      "MX-AZURE-DATABASE",
      "database.tls",
      "Azure takes a token over an encrypted connection only.",
      "Write tls: DatabaseTls.REQUIRE or DatabaseTls.VERIFY_FULL, or leave it out.",
    );
  }
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
