import { AwsGrant } from "../../core/grant";
import type { Context } from "../../core/parts";
import { isRegionName } from "../../core/aws-region";
import { quote } from "../../core/problem";
import { shellCommand } from "../../core/shell";
import type { Share, Step } from "../../core/share";
import { DatabaseAuthentication, type DatabaseFacts } from "../../database/authentication";
import { checkEncrypted } from "../../database/encrypted";
import { roleIdentifier, runSql } from "../../database/psql";
import { POSTGRESQL } from "../../database/engine";
import { isToken } from "../../core/names";
import { arnOf, awsPlace } from "./arn";
import { assertTypes } from "../../core/prop-types";

export interface RdsIamProps {
  /** Resource id of the instance (`db-...`), the Aurora cluster (`cluster-...`) or the proxy (`prx-...`), not its identifier. */
  readonly resourceId: string;
  /**
   * Region of the database.
   *
   * @default - read from the host, else the cluster's
   */
  readonly region?: string;
  /**
   * Account of the database.
   *
   * @default - the cluster's
   */
  readonly account?: string;
}

/** The master user as a word of a shell. */
const MASTER = '"$MASTER"';

/** In China the region follows `rds`. */
const RDS_HOST_REGION =
  /\.(?:([a-z0-9-]+)\.rds\.amazonaws\.(?:com|eu)|rds\.([a-z0-9-]+)\.amazonaws\.com\.cn)(?::\d+)?$/;

/**
 * RDS IAM authentication: the Operator's sidecar logs in with a token of the pod's AWS role. PostgreSQL only.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#rds-iam-authentication
 */
export class RdsIam extends DatabaseAuthentication {
  readonly title = "RDS IAM";

  constructor(readonly props: RdsIamProps) {
    super();
  }

  describe(share: Share, context: Context, database: DatabaseFacts): void {
    assertTypes("database.authentication", this.props, { resourceId: "text", region: "text", account: "text" });
    share.gate("rds-iam", "database.authentication");
    this.check(share, database);
    const region = this.region(share, database.host);
    const place = awsPlace(share, context.subject, "database.authentication", { ...this.props, region });
    const user = database.username ?? "";
    share.grants.push(
      new AwsGrant(
        "database",
        "ConnectToDatabase",
        `connect to ${isToken(this.props.resourceId) ? "the database" : this.props.resourceId} as ${user}`,
        ["rds-db:connect"],
        [arnOf(place, "rds-db", `dbuser:${this.props.resourceId}/${user}`)],
      ),
    );
    if (!isToken(this.props.resourceId) && !isToken(user)) {
      const scope = arnOf(place, "rds-db", this.props.resourceId);
      share.claims.push({ kind: "database user", scope, name: user, prop: "database.username" });
    }
    share.steps.push(
      isProxyId(this.props.resourceId) ? stepOfProxy(user) : stepOfDatabase(user, database.host, region),
    );
  }

  private region(share: Share, host: string): string | undefined {
    const [, global, china] = (!isToken(host) && RDS_HOST_REGION.exec(host)) || [];
    const ofHost = global ?? china;
    if (ofHost && this.props.region && isRegionName(this.props.region) && ofHost !== this.props.region) {
      share.problem(
        "MX-AWS-REGION",
        "database.authentication.region",
        `${quote(this.props.region)} is not the region in the host ${quote(host)}.`,
        `Write ${ofHost}, or leave region out: it is read from the host.`,
      );
    }
    return this.props.region ?? ofHost;
  }

  private check(share: Share, database: DatabaseFacts): void {
    if (database.engine !== POSTGRESQL) {
      share.problem(
        "MX-RDS-IAM",
        "database.authentication",
        `RDS IAM authentication works with PostgreSQL only, not with ${database.engine.title}.`,
        "Write password: SecretValue.fromVariable().",
      );
    }
    checkEncrypted(share, "MX-RDS-IAM", database, "RDS");
    warnOfOtherName(share, database.host);
    this.checkResourceId(share, database);
    if (!database.username || isToken(database.username) || /[*?]|\$\{/.test(database.username)) {
      share.problem(
        "MX-RDS-IAM",
        "database.username",
        "The policy names one database user, so it has to be known at synthesis, without *, ? or a policy variable (${...}).",
        'Write username: "orders".',
      );
    }
  }

  /** What the id is of, the host is of: a policy on another resource allows nothing. */
  private checkResourceId(share: Share, { host }: DatabaseFacts): void {
    const { resourceId } = this.props;
    if (!isToken(resourceId) && !/^(db|cluster|prx)-[A-Za-z0-9]+$/.test(String(resourceId ?? ""))) {
      share.problem(
        "MX-RDS-IAM",
        "database.authentication.resourceId",
        `${quote(resourceId)} is not a resource id: db-..., cluster-... or prx-... . An identifier or host name allows nothing.`,
        "Write the DbiResourceId of the instance, or the DbClusterResourceId of the cluster.",
      );
    }
    if (isRdsHost(host) && !isToken(resourceId) && isProxyHost(host) !== isProxyId(resourceId)) {
      const [what, id] = isProxyHost(host) ? ["an RDS Proxy", "prx-..."] : ["no RDS Proxy", "db-... or cluster-..."];
      share.problem(
        "MX-RDS-IAM",
        "database.authentication.resourceId",
        `The host ${quote(host)} is that of ${what}, and ${quote(resourceId)} is the resource id of something else: the policy would allow nothing.`,
        `Write the resource id ${id} of what the host belongs to, or the host of what the id belongs to.`,
      );
    }
  }
}

/**
 * The token is signed for the host that the app connects to, and RDS takes it for its own endpoint only.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 */
function warnOfOtherName(share: Share, host: string): void {
  if (host === "" || isToken(host) || isRdsHost(host)) return;
  share.warnings.push(
    `${quote(host)} is no endpoint of RDS. A token that is signed for another name of it, as a CNAME is, is refused: write database.host as the console shows it.`,
  );
}

const isProxyId = (resourceId: string) => !isToken(resourceId) && String(resourceId).startsWith("prx-");
const isRdsHost = (host: string) => !isToken(host) && RDS_HOST_REGION.test(host);
const isProxyHost = (host: string) => /\.proxy-[a-z0-9]+\./.test(host);

/** Whoever has rds_iam logs in by token alone, the app too, so that the order is said. */
function stepOfDatabase(user: string, host: string, region: string | undefined): Step {
  const role = roleIdentifier(user);
  // What only reads takes no statement that writes.
  const session = { host: isToken(host) ? host : host.replace(".cluster-ro-", ".cluster-"), user: MASTER };
  return {
    as: "as the database's master user",
    ...runSql(session, [`GRANT rds_iam TO ${role}`, `ALTER ROLE ${role} WITH PASSWORD NULL`]),
    note: `before the apply: from then on new logins by password fail, until the app has restarted. MASTER is the master user, whose password psql asks for${byToken(session.host, region)}. IAM database authentication has to be on for the instance or cluster; skip it where the user has rds_iam already, and where an RDS Proxy logs in as this user by password`,
  };
}

/** The master user may have rds_iam itself, and then it has no password. */
function byToken(host: string, region: string | undefined): string {
  if (host === "" || isToken(host) || region === undefined || isToken(region)) return "";
  const [server = "", port = "5432"] = host.split(":");
  const token = shellCommand(
    ...["aws", "rds", "generate-db-auth-token", `--hostname=${server}`, `--port=${port}`, `--region=${region}`],
  );
  return `; one that logs in by IAM itself puts PGPASSWORD="$(${token} --username=${MASTER})" in front`;
}

/**
 * The pod logs in to the proxy by IAM. How the proxy logs in to the database is another question: by password in most,
 * and without that password, or with rds_iam, which makes passwords void, it is locked out.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-setup.html
 */
function stepOfProxy(user: string): Step {
  return {
    as: "as the owner of the RDS Proxy",
    does: `Let clients log in to the proxy as ${user} with IAM authentication required, and keep the user's password in the database and in the proxy's secret.`,
    note: `only where the proxy itself logs in to the database by IAM (DefaultAuthScheme IAM_AUTH) the user needs GRANT rds_iam TO ${roleIdentifier(user)}; skip it where the app logs in already`,
  };
}
