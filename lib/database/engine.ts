/** How strictly the connection to the database is encrypted. */
export enum DatabaseTls {
  /** Encrypted, whatever certificate the server has. */
  REQUIRE = "require",
  /** Encrypted, certificate and host name verified. A private CA has to be in the cluster's custom trust. */
  VERIFY_FULL = "verify-full",
  /** Encrypted if the server offers it. */
  PREFER = "prefer",
  /** Not encrypted. */
  DISABLE = "disable",
}

/** What differs between the database types that the runtime takes. */
export interface DatabaseEngine {
  /** Value of `database-type`. */
  readonly type: string;
  /** What a person calls it. */
  readonly title: string;
  /** How a name at a host is a database of its own, case told or not; "shared" where many schemas are in it. */
  readonly names: "exact" | "folded" | "shared";
  readonly defaultPort: number;
  readonly defaultTls: DatabaseTls;
  /** The JDBC URL, or undefined where the user has to give it whole. */
  jdbcUrl?(host: string, name: string, tls: DatabaseTls, properties: Readonly<Record<string, string>>): string;
}

const SQL_SERVER_TLS: Readonly<Record<DatabaseTls, Readonly<Record<string, string>>>> = {
  [DatabaseTls.VERIFY_FULL]: { encrypt: "true", trustServerCertificate: "false" },
  [DatabaseTls.REQUIRE]: { encrypt: "true", trustServerCertificate: "true" },
  [DatabaseTls.PREFER]: { encrypt: "false", trustServerCertificate: "true" },
  [DatabaseTls.DISABLE]: { encrypt: "false", trustServerCertificate: "false" },
};

export const POSTGRESQL: DatabaseEngine = {
  type: "PostgreSQL",
  title: "PostgreSQL",
  names: "exact",
  defaultPort: 5432,
  defaultTls: DatabaseTls.REQUIRE,
  jdbcUrl: (host, name, tls, properties) => {
    const query = Object.entries({ sslmode: tls, ...properties }).map(([key, value]) => `${key}=${value}`);
    return `jdbc:postgresql://${host}/${percentEncode(name)}?${query.join("&")}`;
  },
};

export const SQL_SERVER: DatabaseEngine = {
  type: "SQLSERVER",
  title: "SQL Server",
  names: "folded",
  defaultPort: 1433,
  defaultTls: DatabaseTls.VERIFY_FULL,
  // The URL overrides database-name, so it has to name the database itself; the vendor's example leaves it out.
  jdbcUrl: (host, name, tls, properties) => {
    const all = Object.entries({ databaseName: braced(name), ...SQL_SERVER_TLS[tls], ...properties });
    return `jdbc:sqlserver://${host};${all.map(([key, value]) => `${key}=${value};`).join("")}`;
  },
};

/** Types whose JDBC URL the vendor does not document: the user gives it whole. */
export const ORACLE: DatabaseEngine = {
  type: "ORACLE",
  title: "Oracle",
  names: "shared",
  defaultPort: 1521,
  defaultTls: DatabaseTls.REQUIRE,
};
export const MYSQL: DatabaseEngine = {
  type: "MYSQL",
  title: "MySQL",
  names: "exact",
  defaultPort: 3306,
  defaultTls: DatabaseTls.REQUIRE,
};
export const SAP_HANA: DatabaseEngine = {
  type: "SAPHANA",
  title: "SAP HANA",
  names: "shared",
  defaultPort: 30_015,
  defaultTls: DatabaseTls.REQUIRE,
};

/** Tokens stay as they are: their text is a reference, not the name. */
function percentEncode(name: string): string {
  return /\$\{TfToken\[/.test(name) ? name : encodeURIComponent(name);
}

/** SQL Server's URL takes a value with `;` or braces in braces. */
function braced(name: string): string {
  return /[;{}]/.test(name) && !/\$\{TfToken\[/.test(name) ? `{${name.replace(/\}/g, "}}")}}` : name;
}
