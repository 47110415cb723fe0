import {
  Database,
  describeEnvironment,
  FileStorage,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureSqlIdentity } from "../../lib/azure";
import { sample } from "../support/samples";
import { problemOf } from "../support/synthesize";
import { mountedFiles } from "./csi-provider";
import { azureSample, CLIENT, existingIdentity, sharedVault } from "./samples";

/** The files that the pod would see. */
function filesOf(props: MendixSecretStoreEnvironmentProps) {
  const { mount } = describeEnvironment(props);
  return mountedFiles(mount.kind === "SecretProviderClass" ? mount.parameters : {});
}

function settingsOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, unknown>> {
  const entries = describeEnvironment(props).entries.map(({ content }) => content);
  return Object.assign({}, ...entries.map((content) => (content.kind === "settings" ? content.values : {}))) as Record<
    string,
    unknown
  >;
}

const SQL = { host: "acme.database.windows.net", name: "orders", authentication: new AzureSqlIdentity() };

/** The vendor's page contradicts itself or the products in these places; a declaration can't follow the wrong text. */
describe("the vendor's page on Azure", () => {
  it("calls the mapped text of a constant a value: it is the secret's name, and the file keeps its dot", () => {
    const props = azureSample({
      identity: existingIdentity(),
      constants: { "MyFirstModule.WelcomePageTitle": "Welcome" },
    });
    expect(filesOf(props)).toContainEqual({
      file: "mx-const-MyFirstModule.WelcomePageTitle",
      secret: "mx-const-MyFirstModule-WelcomePageTitle-772e0fe0",
    });
    expect(settingsOf(props)["mx-const-MyFirstModule.WelcomePageTitle"]).toBe("Welcome");
    const mapped = azureSample({ constants: { "mx-const-MyFirstModule-WelcomePageTitle": "Welcome" } });
    expect(problemOf(mapped)).toMatchObject({
      code: "MX-CONSTANT-NAME",
      fix: 'Write "MyFirstModule-WelcomePageTitle"; the prefix mx-const- is added.',
    });
  });

  it("names a runtime setting's secret with and without its prefix: writer and reader use one name", () => {
    const runtimeSettings = { "com.mendix.storage.s3.EncryptionKeys": SecretValue.fromVariable() };
    const props = azureSample({ identity: existingIdentity(), runtimeSettings });
    const file = "mx-runtime-com.mendix.storage.s3.EncryptionKeys";
    const entry = describeEnvironment(props).entries.find(({ id }) => id === file);
    expect(filesOf(props)).toContainEqual({ file, secret: entry?.name });
  });

  it("leaves the database's password out of its password example: it is mounted", () => {
    expect(filesOf(azureSample({ identity: existingIdentity() }))).toContainEqual({
      file: "database-password",
      secret: "database-password",
    });
  });

  it("leaves the debugger's password and HTTPS out of its example: they are mounted where they are declared", () => {
    const files = filesOf(
      azureSample({
        identity: existingIdentity(),
        debuggerPassword: SecretValue.fromVariable(),
        storage: FileStorage.azureBlob({
          accountName: "acmefiles",
          accountKey: SecretValue.fromVariable(),
          container: "orders",
          useHttps: true,
        }),
      }),
    ).map(({ file }) => file);
    expect(files).toEqual(expect.arrayContaining(["mx-debugger-password", "storage-azure-use-https"]));
  });

  it("asks for AWS Secrets Manager where managed identity needs Azure: another cloud's identity is refused", () => {
    const problem = problemOf(sample({ database: Database.sqlServer(SQL) }));
    expect(problem).toMatchObject({
      code: "MX-IDENTITY",
      prop: "database.authentication",
      message: "The app would log in with a managed identity, and the environment has IRSA.",
      fix: "Write identity: new AzureWorkloadIdentity({ ... }).",
    });
  });

  it("shows ActiveDirectoryMSI in its URL: a URL with it is refused", () => {
    const jdbcUrl =
      "jdbc:sqlserver://acme.database.windows.net:1433;databaseName=orders;encrypt=true;trustServerCertificate=false;authentication=ActiveDirectoryMSI;";
    expect(problemOf(azureSample({ database: Database.sqlServer({ ...SQL, jdbcUrl }) }))).toMatchObject({
      code: "MX-DATABASE-URL",
      prop: "database.jdbcUrl",
      message: "The JDBC URL lacks authentication=ActiveDirectoryManagedIdentity, which the authentication needs.",
    });
  });

  it("keeps the old user name: the client id is the user name, and another one is refused", () => {
    const props = azureSample({ identity: existingIdentity(), database: Database.sqlServer(SQL) });
    expect(settingsOf(props)["database-username"]).toBe(CLIENT);
    expect(problemOf(azureSample({ database: Database.sqlServer({ ...SQL, username: "orders" }) }))).toMatchObject({
      code: "MX-DATABASE-LOGIN",
      prop: "database.username",
      message: "Azure managed identity brings the user name itself, and no other one works with it.",
    });
  });

  it("leaves the database out of SQL Server's URL, which overrides the name: such a URL is refused", () => {
    const jdbcUrl =
      "jdbc:sqlserver://orders.database.windows.net:1433;encrypt=true;trustServerCertificate=false;authentication=ActiveDirectoryManagedIdentity;";
    const host = "orders.database.windows.net";
    expect(problemOf(azureSample({ database: Database.sqlServer({ ...SQL, host, jdbcUrl }) }))).toMatchObject({
      code: "MX-DATABASE-URL",
      prop: "database.jdbcUrl",
    });
    expect(settingsOf(azureSample({ database: Database.sqlServer(SQL) }))["database-jdbc-url"]).toContain(
      ";databaseName=orders;",
    );
  });

  it.each(["databaseName={orders}", "database=orders", "DatabaseName=orders"])(
    "takes a URL that names the database as %s",
    (property) => {
      const jdbcUrl = `jdbc:sqlserver://acme.database.windows.net:1433;${property};authentication=ActiveDirectoryManagedIdentity;`;
      expect(describeEnvironment(azureSample({ database: Database.sqlServer({ ...SQL, jdbcUrl }) })).problems).toEqual(
        [],
      );
    },
  );

  it("calls the key of HTTPS one of HTTP: true is HTTPS", () => {
    const storage = (useHttps: boolean) =>
      FileStorage.azureBlob({
        accountName: "acmefiles",
        accountKey: SecretValue.fromVariable(),
        container: "orders",
        useHttps,
      });
    expect(settingsOf(azureSample({ storage: storage(true) }))["storage-azure-use-https"]).toBe("true");
    expect(describeEnvironment(azureSample({ storage: storage(true) })).warnings).toEqual([]);
    expect(describeEnvironment(azureSample({ storage: storage(false) })).warnings).toHaveLength(1);
  });

  it("speaks of a key database-user: the key is database-username", () => {
    const keys = describeEnvironment(azureSample()).keys.map(({ key }) => key);
    expect(keys).toContain("database-username");
    expect(keys).not.toContain("database-user");
    expect(problemOf(azureSample({ store: adopting("database-user") }))).toMatchObject({
      code: "MX-KEY-UNKNOWN",
      message: '"database-user" is not a key that the Operator reads. Did you mean database-username?',
    });
  });
});

function adopting(key: string) {
  return sharedVault({ existing: [{ name: "acme-user", key }] });
}
