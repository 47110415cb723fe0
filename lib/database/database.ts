import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import { DeclaredDatabase, type DatabaseProps, type DatabaseWithUrlProps } from "./declared-database";
import { MYSQL, ORACLE, POSTGRESQL, SAP_HANA, SQL_SERVER } from "./engine";
import { ExistingDatabase, type ExistingDatabaseProps } from "./existing-database";

/** The app's database. */
export abstract class Database {
  /** PostgreSQL, RDS and Aurora and Azure Database for PostgreSQL included. */
  static postgresql(props: DatabaseProps): Database {
    return new DeclaredDatabase(POSTGRESQL, props);
  }

  /** Microsoft SQL Server and Azure SQL. */
  static sqlServer(props: DatabaseProps): Database {
    return new DeclaredDatabase(SQL_SERVER, props);
  }

  /** Oracle; documented by the vendor for plans only. */
  static oracle(props: DatabaseWithUrlProps): Database {
    return new DeclaredDatabase(ORACLE, props);
  }

  /** MySQL and MariaDB; documented by the vendor for plans only. */
  static mySql(props: DatabaseWithUrlProps): Database {
    return new DeclaredDatabase(MYSQL, props);
  }

  /** SAP HANA; documented by the vendor for plans only. */
  static sapHana(props: DatabaseWithUrlProps): Database {
    return new DeclaredDatabase(SAP_HANA, props);
  }

  /**
   * A database whose host, name, user and password entries of somebody else hold: the store's `existing` names them.
   * What the way to log in needs of versions and permissions is here all the same.
   */
  static existing(props: ExistingDatabaseProps = {}): Database {
    return new ExistingDatabase(props);
  }

  abstract describe(context: Context): Share;
}
