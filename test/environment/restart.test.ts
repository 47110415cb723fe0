import {
  App,
  AwsSecretsManager,
  Database,
  describeEnvironment,
  Irsa,
  RdsIam,
  SecretValue,
  PodIdentity,
  FileStorage,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { RESTART_ANNOTATION } from "../../lib/engine/objects";
import { sample } from "../support/samples";

function triggerOf(changes: Partial<MendixSecretStoreEnvironmentProps> = {}): unknown {
  const app = describeEnvironment(sample(changes)).objects.find(({ kind }) => kind === "MendixApp");
  return (app?.["spec"] as Record<string, Record<string, unknown>>)["runtimeDeploymentPodAnnotations"]?.[
    RESTART_ANNOTATION
  ];
}

const database = { host: "db.example.com:5432", name: "orders", username: "orders" };
const app = { sourceUrl: "oci-image://registry.example.com/orders:1.4.2" };
const password = (revision: number) => SecretValue.fromVariable({ revision });
const before = triggerOf({ constants: { "Shop.Title": "a", "Shop.Key": password(1) }, adminPassword: password(1) });
const after = (changes: Partial<MendixSecretStoreEnvironmentProps>) =>
  triggerOf({ constants: { "Shop.Title": "a", "Shop.Key": password(1) }, adminPassword: password(1), ...changes });

describe("the pod annotation that restarts the app", () => {
  it.each<[what: string, changes: Partial<MendixSecretStoreEnvironmentProps>]>([
    ["a constant", { constants: { "Shop.Title": "b", "Shop.Key": password(1) } }],
    ["the revision of a secret constant", { constants: { "Shop.Title": "a", "Shop.Key": password(2) } }],
    [
      "the host of the database",
      { database: Database.postgresql({ ...database, host: "db2:5432", password: password(1) }) },
    ],
    [
      "the login to the database",
      { database: Database.postgresql({ ...database, authentication: new RdsIam({ resourceId: "db-A" }) }) },
    ],
    ["the identity", { identity: new PodIdentity({ undocumentedRuntimeAccess: true }) }],
    [
      "the login to the storage",
      {
        storage: FileStorage.s3({
          bucket: "acme-files",
          prefix: "orders",
          accessKeyId: "a",
          secretAccessKey: password(1),
        }),
      },
    ],
    ["a key more", { debuggerPassword: password(1) }],
    ["the directory of the files", { storage: FileStorage.s3({ bucket: "acme-files", prefix: "other" }) }],
    ["the path of the role", { identity: new Irsa({ path: "/other/" }) }],
    ["another place of its entries", { store: new AwsSecretsManager({ name: "other" }) }],
    [
      "a key that an existing entry holds",
      { store: new AwsSecretsManager({ existing: [{ secret: "shared", keys: ["mx-const-Shop.More"] }] }) },
    ],
    ["an environment variable", { app: App.standalone({ ...app, environmentVariables: { A: "1" } }) }],
    ["a label of the pods", { app: App.standalone({ ...app, podLabels: { team: "a" } }) }],
    ["the text that restarts it by hand", { app: App.standalone({ ...app, restart: "2026-11-28" }) }],
  ])("changes with %s", (_, changes) => {
    expect(after(changes)).not.toBe(before);
  });

  it.each<[what: string, changes: Partial<MendixSecretStoreEnvironmentProps>]>([
    [
      "the revision of the database's password",
      { database: Database.postgresql({ ...database, password: password(2) }) },
    ],
    ["the revision of the admin password", { adminPassword: password(2) }],
    ["the order of the constants", { constants: { "Shop.Key": password(1), "Shop.Title": "a" } }],
  ])("stays with %s, which applies to the running app", (_, changes) => {
    expect(after(changes)).toBe(before);
  });

  it("changes with the database's password on a runtime that reads it at the start only", () => {
    const versions = { operator: "2.25.1", mendix: "9.21.0" };
    const with_ = (revision: number) =>
      triggerOf({ versions, database: Database.postgresql({ ...database, password: password(revision) }) });
    expect(with_(1)).not.toBe(with_(2));
  });
});
