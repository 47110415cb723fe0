import { acrossCopies } from "../core/brand";
import type { Context } from "../blueprint/parts";
import { quote } from "../blueprint/problem";
import type { Share } from "../blueprint/share";
import { checkSeconds, checkSqlName, VaultDatabaseRole, type VaultDatabaseRoleProps } from "./database-role";
import { tokenLifetime } from "./role";
import type { Vault } from "./vault";

export interface VaultDynamicRoleProps extends VaultDatabaseRoleProps {
  /**
   * Role of the database that owns the app's tables; every user that Vault makes acts as it. Without one the tables
   * would belong to a user that is dropped.
   */
  readonly ownerRole: string;
  /**
   * Seconds after which a user is dropped unless its lease is renewed.
   *
   * @default 86400
   */
  readonly defaultTtlInSeconds?: number;
  /**
   * Seconds after which a user is dropped in any case. The app has to be restarted before.
   *
   * @default 2764800
   */
  readonly maxTtlInSeconds?: number;
}

const HOUR = 3_600;
/** Vault's own limit if the mount says nothing: 32 days. */
const MAX = 2_764_800;

/**
 * A new user of the database for each login, dropped when its lease ends. Prefer {@link VaultStaticRole}: the runtime
 * takes a new user only at its start, so an app has to be restarted before the lease ends.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/databases#dynamic-roles
 */
export class VaultDynamicRole extends VaultDatabaseRole {
  static {
    acrossCopies(this, "VaultDynamicRole");
  }

  readonly title = "Vault dynamic role";
  readonly ownerRole: string;
  readonly defaultTtlInSeconds: number;
  readonly maxTtlInSeconds: number;

  constructor(props: VaultDynamicRoleProps) {
    super(props, "creds");
    this.ownerRole = props.ownerRole;
    this.defaultTtlInSeconds = props.defaultTtlInSeconds ?? 86_400;
    this.maxTtlInSeconds = props.maxTtlInSeconds ?? MAX;
  }

  describe(share: Share, context: Context): void {
    const store = this.describeStore(share, context);
    if (store) this.checkStore(share, store);
    this.read(share, "database-username", "username");
    this.read(share, "database-password", "password");
    share.warnings.push(
      `The app has to be restarted every ${Math.floor(this.maxTtlInSeconds / 86_400)} days: Vault drops its database user then, and the runtime takes a new one only at its start.`,
    );
  }

  check(share: Share, prop: string): void {
    this.checkNames(share, prop);
    checkSqlName(share, `${prop}.ownerRole`, this.ownerRole);
    checkSeconds(share, `${prop}.defaultTtlInSeconds`, this.defaultTtlInSeconds, HOUR, MAX);
    checkSeconds(share, `${prop}.maxTtlInSeconds`, this.maxTtlInSeconds, 86_400, MAX);
    if (this.maxTtlInSeconds >= this.defaultTtlInSeconds) return;
    const message = `A user that lives ${quote(this.defaultTtlInSeconds)} seconds can't be dropped after ${quote(this.maxTtlInSeconds)}.`;
    const fix = `Write maxTtlInSeconds: ${quote(this.defaultTtlInSeconds)}, or leave it out.`;
    share.problem("MX-VAULT-TTL", `${prop}.maxTtlInSeconds`, message, fix);
  }

  /** The CSI driver mounts again every few minutes: only a cache keeps that from making a user each time. */
  private checkStore(share: Share, { props }: Vault): void {
    if (props.address !== undefined) {
      share.problem(
        "MX-VAULT-DATABASE",
        "store.address",
        "With an address the CSI provider goes past its caching agent: every rotation poll would make another database user.",
        "Take address out and give it to the CSI provider, CsiProvider.vault({ address }), or use VaultStaticRole.",
      );
    }
    if (props.noDefaultPolicy) {
      share.problem(
        "MX-VAULT-DATABASE",
        "store.noDefaultPolicy",
        "Without Vault's default policy the agent can't renew its token, and the database user is dropped with it.",
        "Take noDefaultPolicy out, or use VaultStaticRole.",
      );
    }
    const { maxTtl } = tokenLifetime(props);
    if (props.existingRole === undefined && maxTtl < this.maxTtlInSeconds) {
      share.problem(
        "MX-VAULT-DATABASE",
        "store.tokenMaxTtlInSeconds",
        `The database user is dropped when the token that asked for it ends, after ${maxTtl} seconds and not ${this.maxTtlInSeconds}.`,
        `Write tokenMaxTtlInSeconds: ${this.maxTtlInSeconds}, or use VaultStaticRole.`,
      );
    }
  }
}
