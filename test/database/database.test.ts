import { TerraformVariable } from "cdktf";
import { Database, DatabaseTls, SecretValue, describeEnvironment, type DatabaseProps } from "../../lib";
import { sample } from "../support/samples";
import { newStack, resourcesOf, synthesize } from "../support/synthesize";

const password = SecretValue.fromVariable();
const props: DatabaseProps = { host: "db.example.com", name: "orders", username: "app", password };

/** The settings of the database and the problems that it has. */
function described(database: Database) {
  const { entries, problems } = describeEnvironment(sample({ database }));
  const [settings] = entries;
  const values = settings?.content.kind === "settings" ? settings.content.values : {};
  return {
    problems: problems.map(({ code, prop }) => `${code} ${prop}`),
    settings: Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith("database-"))),
  };
}

const jdbcUrl = (database: Database) => described(database).settings["database-jdbc-url"];

describe("Database.postgresql", () => {
  it("declares its keys with the engine's port and required encryption", () => {
    expect(described(Database.postgresql(props))).toEqual({
      problems: [],
      settings: {
        "database-type": "PostgreSQL",
        "database-host": "db.example.com:5432",
        "database-name": "orders",
        "database-username": "app",
        "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
      },
    });
  });

  it.each([
    [DatabaseTls.REQUIRE, "sslmode=require"],
    [DatabaseTls.VERIFY_FULL, "sslmode=verify-full"],
    [DatabaseTls.PREFER, "sslmode=prefer"],
    [DatabaseTls.DISABLE, "sslmode=disable"],
  ])("writes the TLS mode %s into the URL", (tls, query) => {
    expect(jdbcUrl(Database.postgresql({ ...props, tls }))).toBe(
      `jdbc:postgresql://db.example.com:5432/orders?${query}`,
    );
  });

  it("encodes a name that is not a URL's", () => {
    expect(jdbcUrl(Database.postgresql({ ...props, name: "a b/c?d" }))).toContain("/a%20b%2Fc%3Fd?");
  });

  it.each(["db.example.com:6432", "10.0.0.1:5432", "[2001:db8::1]:5432"])("takes the host %s", (host) => {
    expect(described(Database.postgresql({ ...props, host }))).toMatchObject({
      problems: [],
      settings: { "database-host": host },
    });
  });

  it("takes a URL given whole, and does not build one", () => {
    const url = "jdbc:postgresql://db.example.com:5432/orders?sslmode=verify-full&tcpKeepAlive=true";
    expect(jdbcUrl(Database.postgresql({ ...props, jdbcUrl: url }))).toBe(url);
  });

  it("takes a host that another resource makes, and never hashes or maps it", () => {
    const database = () =>
      Database.postgresql({ ...props, host: new TerraformVariable(newStack(), "db_host", {}).stringValue });
    const synthesized = synthesize(sample({ database: database() }));
    const versions = resourcesOf(synthesized, "aws_secretsmanager_secret_version");
    const settings = versions.map((version) => version["secret_string"]).find((text) => text !== undefined);
    expect(settings).toMatch(/^\$\{jsonencode\(\{"database-host" = var\.db_host, "database-jdbc-url" = /);
    expect(settings).toContain('"jdbc:postgresql://${var.db_host}/orders?sslmode=require"');
    // The same declaration with another token's number is the same blueprint but for that token.
    const objects = () => describeEnvironment(sample({ database: database() })).objects;
    expect(objects()).toEqual(objects());
  });

  it("names the custom CA among the administrator's steps where certificates are verified", () => {
    const { steps } = describeEnvironment(
      sample({ database: Database.postgresql({ ...props, tls: DatabaseTls.VERIFY_FULL }) }),
    );
    expect(steps.map(({ as }) => as)).toEqual(["as the cluster's administrator"]);
  });

  it("takes a secret user name into an entry of its own", () => {
    const { keys } = describeEnvironment(sample({ database: Database.postgresql({ ...props, username: password }) }));
    expect(keys.filter(({ key }) => key === "database-username")).toEqual([
      {
        key: "database-username",
        source: "variable",
        prop: "database.username",
        entry: "database-username",
        variable: "orders_database_username",
        appliesLive: false,
      },
    ]);
  });
});

describe("Database.sqlServer", () => {
  it("names the database in the URL, which overrides database-name", () => {
    expect(described(Database.sqlServer(props)).settings).toMatchObject({
      "database-type": "SQLSERVER",
      "database-host": "db.example.com:1433",
      "database-jdbc-url":
        "jdbc:sqlserver://db.example.com:1433;databaseName=orders;encrypt=true;trustServerCertificate=false;",
    });
  });

  it("puts a name with syntax of the URL into braces", () => {
    expect(jdbcUrl(Database.sqlServer({ ...props, name: "a;b}" }))).toContain(";databaseName={a;b}}};");
  });

  it.each([
    [DatabaseTls.REQUIRE, "encrypt=true;trustServerCertificate=true;"],
    [DatabaseTls.PREFER, "encrypt=false;trustServerCertificate=true;"],
    [DatabaseTls.DISABLE, "encrypt=false;trustServerCertificate=false;"],
  ])("writes the TLS mode %s into the URL", (tls, end) => {
    expect(String(jdbcUrl(Database.sqlServer({ ...props, tls }))).endsWith(end)).toBe(true);
  });

  it("needs no custom CA for Azure's own servers", () => {
    const host = "orders.database.windows.net";
    expect(describeEnvironment(sample({ database: Database.sqlServer({ ...props, host }) })).steps).toEqual([]);
  });
});

describe("databases whose URL the vendor does not document", () => {
  it.each([
    ["ORACLE", Database.oracle({ ...props, jdbcUrl: "jdbc:oracle:thin:@//db.example.com:1521/orders" }), 1521],
    ["MYSQL", Database.mySql({ ...props, jdbcUrl: "jdbc:mysql://db.example.com:3306/orders" }), 3306],
    ["SAPHANA", Database.sapHana({ ...props, jdbcUrl: "jdbc:sap://db.example.com:30015/?databaseName=orders" }), 30015],
  ])("takes %s with its URL", (type, database, port) => {
    expect(described(database)).toMatchObject({
      problems: [],
      settings: { "database-type": type, "database-host": `db.example.com:${port}` },
    });
  });
});
