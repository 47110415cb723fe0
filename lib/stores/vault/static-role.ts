import { acrossCopies } from "../../core/brand";
import { hostScope } from "../../core/host-scope";
import { isToken } from "../../core/names";
import type { Context } from "../../core/parts";
import type { Share } from "../../core/share";
import type { DatabaseFacts } from "../../database/authentication";
import { checkSeconds, checkSqlName, VaultDatabaseRole, type VaultDatabaseRoleProps } from "./database-role";

export interface VaultStaticRoleProps extends VaultDatabaseRoleProps {
  /** User of the database whose password Vault rotates: at once when the role is made, and then regularly. */
  readonly username: string;
  /**
   * Seconds between two rotations, from 3600.
   *
   * @default 86400
   */
  readonly rotationPeriodInSeconds?: number;
}

const HOUR = 3_600;
const YEAR = 31_536_000;

/**
 * A user of the database that stays, and whose password Vault rotates. The app keeps its user, so nothing is left
 * behind, and the runtime takes a new password while it runs.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/databases#static-roles
 */
export class VaultStaticRole extends VaultDatabaseRole {
  static {
    acrossCopies(this, "VaultStaticRole");
  }

  readonly title = "Vault static role";
  readonly username: string;
  readonly rotationPeriodInSeconds: number;

  constructor(props: VaultStaticRoleProps) {
    super(props, "static-creds");
    this.username = props.username;
    this.rotationPeriodInSeconds = props.rotationPeriodInSeconds ?? 86_400;
  }

  describe(share: Share, context: Context, { host }: DatabaseFacts): void {
    this.describeStore(share, context);
    // Of two roles each would end the other's password at every rotation.
    if (!isToken(host)) {
      const prop = "database.authentication.username";
      const scope = hostScope(host, context.subject);
      share.claims.push({ kind: "database user", scope, name: String(this.username), prop });
    }
    share.gate("rotated-password", "database.authentication");
    share.key("database-username", this.username, "database.authentication.username");
    this.read(share, "database-password", "password");
    share.steps.push({
      as: "as the cluster's administrator",
      does: "Switch on enableSecretRotation of the Secrets Store CSI driver.",
      note: "skip it where it is on; without it a pod keeps the password that it started with",
    });
  }

  check(share: Share, prop: string): void {
    this.checkNames(share, prop);
    checkSqlName(share, `${prop}.username`, this.username);
    checkSeconds(share, `${prop}.rotationPeriodInSeconds`, this.rotationPeriodInSeconds, HOUR, YEAR);
  }
}
