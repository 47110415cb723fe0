import {
  App,
  Database,
  DatabaseTls,
  describeEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureCloud, AzurePostgresqlIdentity, AzureSqlIdentity } from "../../lib/azure";
import { expectValidArguments } from "../support/schema-check";
import { synthesize } from "../support/synthesize";
import { azureSample, CLIENT, existingIdentity, identity, PRINCIPAL } from "./samples";

const POSTGRESQL = {
  host: "acme.postgres.database.azure.com",
  name: "orders",
  username: "orders",
  authentication: new AzurePostgresqlIdentity(),
};
const SQL = { host: "acme.database.windows.net", name: "orders", authentication: new AzureSqlIdentity() };

/** The declared keys of a database. */
function databaseOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, unknown>> {
  const { entries, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  const values = entries.flatMap(({ content }) => (content.kind === "settings" ? Object.entries(content.values) : []));
  return Object.fromEntries(values.filter(([key]) => key.startsWith("database-")));
}

function administrators(props: MendixSecretStoreEnvironmentProps) {
  return describeEnvironment(props).steps.filter(({ as }) => as.includes("Entra administrator"));
}

/** The statements of a role, by the token of who is logged in to Azure's command line. */
const labelling = (oid: string) =>
  'PGPASSWORD="$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)" PGSSLMODE=require psql --host=acme.postgres.database.azure.com --port=5432 --dbname=postgres --username="$ADMIN"' +
  ` --command='SECURITY LABEL FOR "pgaadauth" ON ROLE "orders" IS '\\''aadauth,oid=${oid},type=service'\\''' --command='ALTER ROLE "orders" WITH PASSWORD NULL'`;

describe("Azure Database for PostgreSQL by managed identity", () => {
  const props = azureSample({ database: Database.postgresql(POSTGRESQL), identity: existingIdentity() });

  it("has no password and an encrypted connection", () => {
    expect(databaseOf(props)).toEqual({
      "database-type": "PostgreSQL",
      "database-host": "acme.postgres.database.azure.com:5432",
      "database-name": "orders",
      "database-jdbc-url": "jdbc:postgresql://acme.postgres.database.azure.com:5432/orders?sslmode=require",
      "database-username": "orders",
    });
    expect(describeEnvironment(props).variables).toEqual([]);
  });

  it("tells the administrator what to run, with the identity's object id", () => {
    expect(administrators(props)).toEqual([
      {
        as: "after the apply, as the server's Entra administrator",
        does: labelling(PRINCIPAL),
        command: true,
        note: "ADMIN is the administrator's name, who is logged in to az. Entra authentication has to be on for the server; both logins work until the password is taken. Skip it where the role has this label",
        knownAfterApply: [],
      },
    ]);
  });

  it("shows the object id of a new identity in an output", () => {
    const made = azureSample({ database: Database.postgresql(POSTGRESQL) });
    expect(administrators(made)[0]?.does).toContain("oid=(object id of the managed identity, known after apply),");
    const synthesized = synthesize(made);
    expectValidArguments(synthesized);
    expect(Object.values(synthesized.output ?? {})).toEqual([
      {
        description: "What an administrator does once for orders",
        value: [
          `after the apply, as the server's Entra administrator: ${labelling("${azurerm_user_assigned_identity.environment_identity_C9C4750A.principal_id}")}`,
        ],
      },
    ]);
  });

  it("quotes the role's name", () => {
    const database = Database.postgresql({ ...POSTGRESQL, username: 'or"ders' });
    expect(administrators(azureSample({ database }))[0]?.does).toContain('ON ROLE "or""ders" IS');
  });
});

describe("Azure SQL by managed identity", () => {
  const props = azureSample({ database: Database.sqlServer(SQL), identity: existingIdentity() });

  it("logs in with the client id as user name, through a URL that names the database", () => {
    expect(databaseOf(props)).toEqual({
      "database-type": "SQLSERVER",
      "database-host": "acme.database.windows.net:1433",
      "database-name": "orders",
      "database-jdbc-url":
        "jdbc:sqlserver://acme.database.windows.net:1433;databaseName=orders;encrypt=true;trustServerCertificate=false;authentication=ActiveDirectoryManagedIdentity;",
      "database-username": CLIENT,
    });
  });

  it("writes the client id of a new identity as a reference", () => {
    const synthesized = synthesize(azureSample({ database: Database.sqlServer(SQL) }));
    expectValidArguments(synthesized);
    const secrets = Object.values(synthesized.resource?.["azurerm_key_vault_secret"] ?? {});
    expect(secrets.find(({ name }) => name === "database-username")?.["value"]).toBe(
      "${azurerm_user_assigned_identity.environment_identity_C9C4750A.client_id}",
    );
  });

  it("tells the administrator what to run, with the identity's name", () => {
    expect(administrators(props)).toEqual([
      {
        as: "after the apply, as the server's Entra administrator",
        does: "sqlcmd -G -S tcp:acme.database.windows.net,1433 -d orders -Q 'DROP USER IF EXISTS [orders]; CREATE USER [orders] FROM EXTERNAL PROVIDER; ALTER ROLE db_owner ADD MEMBER [orders];'",
        command: true,
        note: expect.stringContaining("DROP USER the one that logged in with a password") as unknown,
      },
    ]);
  });
});

describe("a login by managed identity", () => {
  it.each([
    [Database.postgresql(POSTGRESQL), "2.17.0", "9.22.0"],
    [Database.sqlServer(SQL), "2.17.0", "10.10.0"],
  ])("needs its own versions (%#)", (database, operator, mendix) => {
    const { gates } = describeEnvironment(azureSample({ database }));
    expect(gates.find(({ prop }) => prop === "database.authentication")?.needs).toEqual([
      { what: "Operator", version: operator, yours: "2.25.1" },
      { what: "Mendix", version: mendix, yours: "10.24.14" },
    ]);
    const versions = { operator: "2.16.0", mendix: "9.21.0" };
    const { problems } = describeEnvironment(azureSample({ database, versions }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toContain("MX-GATE database.authentication");
  });

  it("labels the app's pods, so that they get the identity's token", () => {
    const { objects } = describeEnvironment(azureSample({ database: Database.sqlServer(SQL) }));
    expect(objects.find(({ kind }) => kind === "MendixApp")?.["spec"]).toMatchObject({
      customPodLabels: { general: { "azure.workload.identity/use": "true" } },
    });
  });

  it("asks for the label elsewhere where the portal owns the app", () => {
    const { steps } = describeEnvironment(azureSample({ app: App.connected() }));
    expect(steps.map(({ does }) => does)).toContainEqual(
      expect.stringContaining('{"spec":{"customPodLabels":{"general":{"azure.workload.identity/use":"true"}}}}'),
    );
  });

  const cases: readonly (readonly [
    what: string,
    changes: Partial<MendixSecretStoreEnvironmentProps>,
    problem: string,
    fix: string,
  ])[] = [
    [
      "PostgreSQL's login for SQL Server",
      { database: Database.sqlServer({ ...SQL, username: "x", authentication: new AzurePostgresqlIdentity() }) },
      "MX-AZURE-DATABASE database.authentication",
      "new AzureSqlIdentity()",
    ],
    [
      "Azure SQL's login for PostgreSQL",
      { database: Database.postgresql({ host: "db", name: "x", authentication: new AzureSqlIdentity() }) },
      "MX-AZURE-DATABASE database.authentication",
      "new AzurePostgresqlIdentity()",
    ],
    [
      "an unencrypted connection to PostgreSQL",
      { database: Database.postgresql({ ...POSTGRESQL, tls: DatabaseTls.PREFER }) },
      "MX-AZURE-DATABASE database.tls",
      "DatabaseTls.REQUIRE",
    ],
    [
      "an unencrypted connection to Azure SQL",
      { database: Database.sqlServer({ ...SQL, tls: DatabaseTls.DISABLE }) },
      "MX-AZURE-DATABASE database.tls",
      "DatabaseTls.VERIFY_FULL",
    ],
    [
      "the user name of a Single Server",
      { database: Database.postgresql({ ...POSTGRESQL, username: "orders@acme" }) },
      "MX-AZURE-DATABASE database.username",
      'username: "orders"',
    ],
    [
      "a role whose name is a secret",
      { database: Database.postgresql({ ...POSTGRESQL, username: SecretValue.fromVariable() }) },
      "MX-AZURE-DATABASE database.username",
      'username: "orders"',
    ],
    [
      "a user name beside the client id",
      { database: Database.sqlServer({ ...SQL, username: "orders" }) },
      "MX-DATABASE-LOGIN database.username",
      "Leave username out",
    ],
    [
      "a server of another cloud",
      { database: Database.sqlServer({ ...SQL, host: "acme.database.usgovcloudapi.net" }) },
      "MX-AZURE-CLOUD database.host",
      "US_GOVERNMENT",
    ],
  ];

  it.each(cases)("refuses %s", (_, changes, problem, fix) => {
    const { problems } = describeEnvironment(azureSample(changes));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([problem]);
    expect(problems[0]?.fix).toContain(fix);
  });

  it("takes a server of the identity's own cloud", () => {
    const database = Database.sqlServer({ ...SQL, host: "acme.database.chinacloudapi.cn" });
    expect(
      describeEnvironment(azureSample({ database, identity: identity({ cloud: AzureCloud.CHINA }) })).problems,
    ).toEqual([]);
  });
});
