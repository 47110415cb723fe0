import type { Context } from "../../core/parts";
import type { Key } from "../../catalogue/keys";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { DatabaseAuthentication } from "../../database/authentication";
import { SecretValue } from "../../core/secret-value";
import { checkMount, DATABASE_ROLE } from "./api-path";
import { checkRoleName } from "./names";
import { Vault } from "./store";
import { assertTypes } from "../../core/prop-types";

export interface VaultDatabaseRoleProps {
  /** Name of the role in Vault's database engine. */
  readonly name: string;
  /**
   * Where the database engine is mounted.
   *
   * @default "database"
   */
  readonly mount?: string;
}

/**
 * Database credentials that Vault makes. A plain value, no construct: an environment logs in with it, and
 * `VaultDatabase` makes the role of it, perhaps in another stack.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/databases
 */
export abstract class VaultDatabaseRole extends DatabaseAuthentication {
  override readonly bringsUsername = true;
  readonly name: string;
  readonly mount: string;

  protected constructor(
    props: VaultDatabaseRoleProps,
    /** Endpoint of the engine that gives the credentials out. */
    private readonly endpoint: "static-creds" | "creds",
  ) {
    super();
    this.name = props.name;
    this.mount = props.mount ?? "database";
  }

  /** Checks what is said of the role itself. */
  abstract check(share: Share, prop: string): void;

  /** Reads one property of the credentials into a key. Both are read in one request, so they belong together. */
  protected read(share: Share, key: Key, property: string): void {
    const entry = `/${this.mount}/${this.endpoint}/${this.name}`;
    share.key(key, SecretValue.external({ entry, property }), "database.authentication");
  }

  /** The store that the credentials are read through, or nothing where it is no Vault. */
  protected describeStore(share: Share, { store, subject }: Context): Vault | undefined {
    assertTypes<VaultDatabaseRoleProps>("database.authentication", this, { name: "text", mount: "text" });
    this.check(share, "database.authentication");
    if (!(store instanceof Vault)) {
      share.problem(
        "MX-VAULT-DATABASE",
        "database.authentication",
        `The credentials come from Vault, and the store is ${store.title}: the pod has one SecretProviderClass.`,
        "Write store: new Vault({ ... }), or password: SecretValue.fromVariable().",
      );
      return undefined;
    }
    const name = `${this.mount}/${this.name}`;
    store.claim(share, subject.cluster, { kind: DATABASE_ROLE, name, prop: "database.authentication" });
    return store;
  }

  protected checkNames(share: Share, prop: string): void {
    checkRoleName(share, String(this.name), `${prop}.name`);
    checkMount(share, this.mount, `${prop}.mount`, "database");
  }
}

/** Checks a number of seconds. */
export function checkSeconds(share: Share, prop: string, value: number, from: number, to: number): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  const message = `${quote(value)} is not a time: whole seconds from ${from} to ${to}.`;
  share.problem("MX-VAULT-TTL", prop, message, `Write ${prop.split(".").at(-1)}: ${from}, or leave it out.`);
}

/** Checks a name that stands in SQL: letters, digits, `_` and `-`, so that no quote or template can end it. */
export function checkSqlName(share: Share, prop: string, name: string): void {
  if (/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/.test(String(name))) return;
  const message = `${quote(name)} is not a name of letters, digits, _ and -, known at synthesis.`;
  share.problem("MX-VAULT-DATABASE", prop, message, `Write ${prop.split(".").at(-1)}: "orders".`);
}
