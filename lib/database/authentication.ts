import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import type { DatabaseEngine, DatabaseTls } from "./engine";

/** What an authentication may read of the database that it is for. */
export interface DatabaseFacts {
  readonly engine: DatabaseEngine;
  readonly tls: DatabaseTls;
  readonly host: string;
  readonly name: string;
  readonly username: string | undefined;
  /** The JDBC URL where it was given whole. */
  readonly jdbcUrl: string | undefined;
}

/**
 * How the app logs in without a password: a cloud identity, or credentials that the store rotates. Each contributes
 * its keys, gates, grants and the administrator's steps.
 */
export abstract class DatabaseAuthentication {
  /** What a person calls it. */
  abstract readonly title: string;
  /**
   * Whether it brings the user name itself.
   *
   * @default false
   */
  readonly bringsUsername: boolean = false;
  /** Properties that the JDBC URL needs for it. */
  jdbcProperties(): Readonly<Record<string, string>> {
    return {};
  }
  abstract describe(share: Share, context: Context, database: DatabaseFacts): void;
}
