import {
  AwsSecretsManager,
  Database,
  DatabaseType,
  describeEnvironment,
  FileStorage,
  RdsIam,
  SecretValue,
  type ExistingSecret,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureBlobIdentity } from "../../lib/azure";
import { explain } from "../../lib/explain/text";
import { omit } from "../support/omit";
import { sample } from "../support/samples";

const DATABASE = ["type", "jdbc-url", "host", "name", "username"].map((name) => `database-${name}`);
const FILES = ["service-name", "endpoint", "bucket-name"].map((name) => `storage-${name}`);
const STATIC = ["storage-access-key-id", "storage-secret-access-key"];
const ALL = [...DATABASE, "database-password", ...FILES, ...STATIC];
const byIam = {
  database: Database.existing({ username: "orders", authentication: new RdsIam({ resourceId: "db-ABC123" }) }),
};
const byRole = { storage: FileStorage.existing(FileStorage.s3({ bucket: "acme-files", prefix: "orders" })) };

/** An environment whose keys are all in one JSON secret of somebody else's. */
function adopted(
  keys: readonly string[],
  changes: Partial<MendixSecretStoreEnvironmentProps> = {},
  entry: Partial<ExistingSecret> = {},
): MendixSecretStoreEnvironmentProps {
  const store = new AwsSecretsManager({ existing: [{ secret: "mendix/orders", keys, ...entry }] });
  return { ...omit(sample(), "database", "storage"), store, ...changes };
}

const told = (props: MendixSecretStoreEnvironmentProps) =>
  describeEnvironment(props).problems.map(({ code, prop, message }) => `${code} ${prop}: ${message}`);
const old = (operator: string, mendix = "9.18.0") => ({ versions: { operator, mendix } });

describe("keys that existing entries hold", () => {
  it("may be everything that the app needs, with a password and static keys", () => {
    expect(told(adopted(ALL))).toEqual([]);
  });

  it.each([
    [
      "mx-const-Shop.Title",
      "2.9.0",
      "Constants and runtime settings from the store need Operator 2.10.0 (yours 2.9.0).",
    ],
    ["mx-debugger-password", "2.14.0", "Debugger password from the store needs Operator 2.15.0 (yours 2.14.0)."],
    ["storage-perform-delete", "2.9.0", ""],
  ])("have the gate of %s", (key, operator, message) => {
    const gates = told(adopted([...ALL, key], old(operator)));
    expect(gates).toEqual(message === "" ? [] : [`MX-GATE store.existing: ${message}`]);
  });

  it("say which key to take out in place of an upgrade", () => {
    const { problems } = describeEnvironment(adopted([...ALL, "mx-debugger-password"], old("2.14.0")));
    expect(problems[0]?.fix).toContain("or take mx-debugger-password out of the keys there");
  });

  it.each([
    ["a password is needed where no other login is declared", without("database-password"), "MX-KEY-MISSING database:"],
    ["a secret key needs its id", without("storage-access-key-id"), "MX-S3-KEYS store.existing:"],
    ["an access key id needs its secret", without("storage-secret-access-key"), "MX-S3-KEYS store.existing:"],
    ["S3 has an endpoint", without("storage-endpoint"), "MX-KEY-MISSING storage:"],
    ["files by nobody's permission are refused", without(...STATIC), "MX-KEY-MISSING storage:"],
    ["Azure has a container", azure("account-name", "account-key"), "MX-KEY-MISSING storage:"],
    ["an account's key needs its account", azure("container", "account-key"), "MX-KEY-MISSING store.existing:"],
    ["a managed identity needs the endpoint", azure("container"), "MX-KEY-MISSING store.existing:"],
  ])("obey what is required: %s", (_, keys, begin) => {
    expect(told(adopted(keys))[0]?.startsWith(begin)).toBe(true);
  });

  it("get the permissions of a declared login, without their settings being written", () => {
    const { problems, grants, entries, keys, claims } = describeEnvironment(
      adopted([...DATABASE, ...FILES], { ...byIam, ...byRole }),
    );
    expect(problems).toEqual([]);
    expect(grants.map(({ summary }) => summary)).toEqual([
      "connect to db-ABC123 as orders",
      "read and write s3://acme-files/orders/*",
      "read this entry",
    ]);
    expect(entries.map(({ content }) => content.kind)).toEqual(["existing"]);
    expect(keys.filter(({ assumed }) => assumed !== undefined).map(({ key, assumed }) => [key, assumed])).toEqual([
      ["database-type", "PostgreSQL"],
      ["database-username", "orders"],
      ["storage-service-name", "com.mendix.storage.s3"],
      ["storage-endpoint", "https://acme-files.s3.eu-west-1.amazonaws.com"],
      ["storage-bucket-name", "orders"],
    ]);
    expect(claims).toContainEqual(expect.objectContaining({ kind: "S3 prefix", scope: "acme-files", name: "orders" }));
  });

  it("must not hold a password beside a login by identity, or static keys", () => {
    expect(told(adopted(ALL, { ...byIam, ...byRole })).map((line) => line.split(":")[0])).toEqual([
      "MX-DATABASE-LOGIN database.authentication",
      "MX-S3-KEYS storage",
    ]);
  });

  it("must hold what a part says of them", () => {
    const keys = [...DATABASE, ...FILES].filter((key) => key !== "database-username");
    expect(told(adopted([...keys], { ...byIam, ...byRole }))).toContain(
      "MX-KEY-MISSING database.username: database-username is said to be in the store already, and no existing entry holds it.",
    );
  });

  it("get the region that a new runtime needs, from a declared bucket or not at all", () => {
    const versions = old("2.24.2", "10.24.14");
    expect(told(adopted(ALL, versions))).toEqual([
      "MX-S3-REGION store.existing: Mendix 10.24.14 needs the region of the bucket, and Operator 2.24.2 does not read it from the endpoint.",
    ]);
    const { problems, entries } = describeEnvironment(
      adopted([...DATABASE, ...FILES], { ...versions, ...byIam, ...byRole }),
    );
    expect(problems).toEqual([]);
    expect(entries[0]?.content).toEqual({
      kind: "settings",
      values: { "mx-runtime-com.mendix.storage.s3.Region": "eu-west-1" },
    });
  });

  it("keep the rules of a login: its user, its type, its cloud", () => {
    const authentication = new RdsIam({ resourceId: "db-ABC123" });
    const database = Database.existing({ type: DatabaseType.SQL_SERVER, authentication });
    expect(told(adopted([...DATABASE, ...FILES], { database, ...byRole })).map((line) => line.split(":")[0])).toEqual([
      "MX-RDS-IAM database.authentication",
      "MX-RDS-IAM database.username",
    ]);
    const blob = new AzureBlobIdentity({
      storageAccountId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acme",
      container: "orders",
    });
    expect(told(adopted(ALL, { storage: FileStorage.existing(blob) }))).toContainEqual(
      expect.stringContaining("MX-IDENTITY storage"),
    );
  });

  it("are named in one place", () => {
    const password = SecretValue.external({ entry: "mendix/orders", property: "database-password" });
    const database = Database.postgresql({ host: "db.example.com", name: "orders", username: "orders", password });
    const keys = ["database-password", ...FILES, ...STATIC];
    expect(told(adopted(keys, { database }))).toEqual([
      "MX-KEY-TWICE database.password: database-password is declared twice, the other time by store.existing: its file would be mounted twice, which no provider takes.",
    ]);
  });

  it("may lie under another property of the document, or be the whole of it", () => {
    const propertyNames = { "database-host": "host" };
    expect(objectsOf(adopted(ALL, {}, { propertyNames }))).toContain(
      "path: '\"host\"'\n      objectAlias: database-host",
    );
    const whole = [
      { secret: "all", keys: ALL.filter((key) => key !== "database-password") },
      { secret: "password", keys: ["database-password"], json: false },
    ];
    const props = adopted(ALL, { store: new AwsSecretsManager({ existing: whole }) });
    expect(told(props)).toEqual([]);
    expect(objectsOf(props)).toContain(
      "objectName: password\n  objectType: secretsmanager\n  objectAlias: database-password",
    );
    expect(told(adopted(ALL, {}, { propertyNames: { "database-hots": "host" } }))[0]).toContain(
      'MX-KEY-MISSING store.existing[0].propertyNames["database-hots"]',
    );
    expect(told(adopted(ALL, {}, { json: false }))[0]).toContain("MX-SECRET-PROPERTY store.existing[0].keys");
  });

  it("are shown as adopted, with what is assumed of them", () => {
    const page = explain(describeEnvironment(adopted([...DATABASE, ...FILES], { ...byIam, ...byRole })));
    expect(page).toMatch(
      /adopted +database-type, .*as found, their values are not looked\s+at\n +assumed: database-type/s,
    );
  });
});

function without(...keys: readonly string[]): readonly string[] {
  return ALL.filter((key) => !keys.includes(key));
}

function azure(...names: readonly string[]): readonly string[] {
  return [...DATABASE, "database-password", "storage-service-name", ...names.map((name) => `storage-azure-${name}`)];
}

function objectsOf(props: MendixSecretStoreEnvironmentProps): string {
  const { mount } = describeEnvironment(props);
  return mount.kind === "SecretProviderClass" ? String(mount.parameters["objects"]) : "";
}
