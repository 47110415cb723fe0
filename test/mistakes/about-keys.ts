import { AwsSecretsManager, Database, describeEnvironment, KEYS, SecretValue } from "../../lib";
import { sample } from "../support/samples";
import { googleSample } from "../support/samples-google";
import { resourcesOf, synthesize } from "../support/synthesize";
import { keysOf, mountedOf, postgresql, refusals, settingOf } from "./looked-up";
import type { Mistake } from "./mistake";

const withKeys = (key: string) =>
  sample({ store: new AwsSecretsManager({ existing: [{ secret: "s", keys: [key] }] }) });
const sqlServer = { host: "sql.example.com", name: "shop", username: "shop", password: SecretValue.fromVariable() };
const without = "jdbc:sqlserver://sql.example.com:1433;encrypt=true;trustServerCertificate=false;";
const runtimeSettings = { "com.mendix.core.SessionTimeout": "600" };
const UNKNOWN = (key: string, meant: string) => [
  `MX-KEY-UNKNOWN store.existing[0].keys: "${key}" is not a key that the Operator reads. Did you mean ${meant}? Write a key of the catalogue (docs/keys.md).`,
];

/** Where the vendor's pages mislead about keys, their values and the entries that hold them. */
export const MISTAKES_ABOUT_KEYS: readonly Mistake[] = [
  {
    row: 3,
    page: "mounts the key torage-secret-access-key",
    instead: "refuses a key that the Operator does not read",
    actual: () => refusals(withKeys("torage-secret-access-key")),
    expected: UNKNOWN("torage-secret-access-key", "storage-secret-access-key"),
  },
  {
    row: 7,
    page: "takes objectAlias for the name of the AWS secret",
    instead: "names the secret by objectName and the key by objectAlias",
    actual: () => mountedOf(sample(), "objects")[1],
    expected: {
      objectName: "prod/mendix/orders/database-password",
      objectType: "secretsmanager",
      objectAlias: "database-password",
    },
  },
  {
    row: 9,
    page: "asks for a database to store your secrets in",
    instead: "takes the app's database and the store of its secrets apart",
    actual: () => {
      const { store, keys } = describeEnvironment(sample());
      return { store, host: keys.find(({ key }) => key === "database-host") };
    },
    expected: {
      store: "AWS Secrets Manager",
      host: { key: "database-host", prop: "database.host", entry: "settings", source: "setting", appliesLive: false },
    },
  },
  {
    row: 12,
    page: "leaves the prefix mx-runtime- off in examples, and has mx-const- in others",
    instead: "adds both to the mounted file, and refuses a name that has one",
    actual: () => [
      keysOf(sample({ runtimeSettings })).includes("mx-runtime-com.mendix.core.SessionTimeout"),
      refusals(sample({ constants: { "mx-const-Shop.Title": "x" } })),
      refusals(sample({ runtimeSettings: { "mx-runtime-com.mendix.core.SessionTimeout": "600" } })),
    ],
    expected: [
      true,
      [
        'MX-CONSTANT-NAME constants["mx-const-Shop.Title"]: "mx-const-Shop.Title" is not the name of a constant: Module.Constant, letters, digits and _, known at synthesis. Write "Shop.Title"; the prefix mx-const- is added.',
      ],
      [
        'MX-SETTING-NAME runtimeSettings["mx-runtime-com.mendix.core.SessionTimeout"]: "mx-runtime-com.mendix.core.SessionTimeout" is not the name of a runtime setting: letters, digits, _ and dots, known at synthesis. Write a name like "com.mendix.core.SessionTimeout"; the prefix mx-runtime- is added.',
      ],
    ],
  },
  {
    row: 14,
    page: "names one secret in two ways",
    instead: "has one generator for the secret and its mount",
    actual: () => {
      const props = googleSample({ constants: { "A.B_C": "x" } });
      const made = resourcesOf(synthesize(props), "google_secret_manager_secret").map(
        ({ secret_id: id }) => `projects/acme-prod/secrets/${String(id)}/versions/latest`,
      );
      const mounted = mountedOf(props, "secrets").map((item) => (item as { resourceName: string }).resourceName);
      return (
        mounted.filter((name) => !made.includes(name)).length + made.filter((name) => !mounted.includes(name)).length
      );
    },
    expected: 0,
  },
  {
    row: 15,
    page: "leaves database-password out of the mount for password authentication",
    instead: "mounts it, and refuses a database that has no way to log in",
    actual: () => [
      keysOf(googleSample()).includes("database-password"),
      refusals(googleSample({ database: Database.postgresql(postgresql) })),
    ],
    expected: [
      true,
      [
        "MX-DATABASE-LOGIN database.password: The database has neither a password nor an authentication. Write password: SecretValue.fromVariable(), or authentication: new RdsIam({ ... }), not both.",
      ],
    ],
  },
  {
    row: 18,
    page: "has a URL of SQL Server without databaseName, which overrides the key database-name",
    instead: "writes databaseName, and refuses a whole URL that lacks it",
    actual: () => [
      settingOf(sample({ database: Database.sqlServer(sqlServer) }), "database-jdbc-url"),
      refusals(sample({ database: Database.sqlServer({ ...sqlServer, jdbcUrl: without }) })),
    ],
    expected: [
      "jdbc:sqlserver://sql.example.com:1433;databaseName=shop;encrypt=true;trustServerCertificate=false;",
      [
        'MX-DATABASE-URL database.jdbcUrl: The JDBC URL does not hold the name "shop", and the runtime would follow the URL. Write the same name in both, or leave jdbcUrl out: it is built from the other props.',
      ],
    ],
  },
  {
    row: 19,
    page: "says that storage-azure-use-https turns HTTP on",
    instead: "says HTTPS",
    actual: () => KEYS["storage-azure-use-https"].meaning,
    expected: "HTTPS to Azure Blob; the runtime's default is true",
  },
  {
    row: 20,
    page: "speaks of the key database-user",
    instead: "refuses it, and names the right one",
    actual: () => refusals(withKeys("database-user")),
    expected: UNKNOWN("database-user", "database-username"),
  },
  {
    row: 23,
    page: "names a Google secret by its id in resourceName",
    instead: "writes the full resource name with a version",
    actual: () => mountedOf(googleSample(), "secrets")[0],
    expected: {
      resourceName: "projects/acme-prod/secrets/prod-mendix-orders-database-type/versions/latest",
      fileName: "database-type",
    },
  },
];
