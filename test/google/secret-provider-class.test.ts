import { parse } from "yaml";
import { Database, describeEnvironment, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { GoogleSecretManager } from "../../lib/google";
import { googleSample, withStore } from "../support/samples-google";

interface Item {
  readonly resourceName: string;
  readonly fileName: string;
  readonly extractJSONKey?: string;
}

function parametersOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, unknown>> {
  const { mount, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  return mount.kind === "SecretProviderClass" ? { provider: mount.provider, ...mount.parameters } : {};
}

function itemsOf(props: MendixSecretStoreEnvironmentProps): readonly Item[] {
  return parse(String(parametersOf(props)["secrets"])) as readonly Item[];
}

function itemOf(props: MendixSecretStoreEnvironmentProps, key: string): Item | undefined {
  return itemsOf(props).find(({ fileName }) => fileName === key);
}

describe("the SecretProviderClass for Google", () => {
  it("mounts each key as a file of its name, from the secret's latest version", () => {
    const { provider, secrets, ...rest } = parametersOf(googleSample());
    expect({ provider, rest }).toEqual({ provider: "gcp", rest: {} });
    expect(String(secrets).split("\n").slice(0, 4)).toEqual([
      "- resourceName: projects/acme-prod/secrets/prod-mendix-orders-database-type/versions/latest",
      "  fileName: database-type",
      "- resourceName: projects/acme-prod/secrets/prod-mendix-orders-database-host/versions/latest",
      "  fileName: database-host",
    ]);
  });

  it("mounts a pinned version", () => {
    const existing = [{ secret: "orders-admin", keys: ["mx-admin-password"] }];
    expect(itemOf(withStore({ existing, pinnedVersions: { "mx-admin-password": "7" } }), "mx-admin-password")).toEqual({
      resourceName: "projects/acme-prod/secrets/orders-admin/versions/7",
      fileName: "mx-admin-password",
    });
  });

  it("restarts the app when a pin changes that does not apply live", () => {
    const existing = [{ secret: "orders-debugger", keys: ["mx-debugger-password"] }];
    const objects = ["1", "2"].map((version) => {
      const store = new GoogleSecretManager({ existing, pinnedVersions: { "mx-debugger-password": version } });
      return describeEnvironment(googleSample({ store })).objects.find(({ kind }) => kind === "MendixApp");
    });
    expect(objects[0]).not.toEqual(objects[1]);
  });

  it("reads several keys of one secret from its JSON document", () => {
    const keys = ["mx-admin-password", "mx-const-Shop.Key"];
    const items = itemsOf(withStore({ existing: [{ secret: "orders-app", keys }] })).slice(-2);
    expect(items).toEqual(
      keys.map((key) => ({
        resourceName: "projects/acme-prod/secrets/orders-app/versions/latest",
        fileName: key,
        extractJSONKey: key,
      })),
    );
  });

  it("reads one key from a JSON document where that is said", () => {
    const existing = [{ secret: "orders-app", keys: ["mx-admin-password"], json: true }];
    expect(itemOf(withStore({ existing }), "mx-admin-password")?.extractJSONKey).toBe("mx-admin-password");
  });

  it("reads the property that a secret names", () => {
    const password = SecretValue.external({ entry: "orders-db", property: "pw" });
    const database = Database.postgresql({ host: "10.0.0.3", name: "orders", username: "orders", password });
    expect(itemOf(googleSample({ database }), "database-password")).toEqual({
      resourceName: "projects/acme-prod/secrets/orders-db/versions/latest",
      fileName: "database-password",
      extractJSONKey: "pw",
    });
  });
});

/** The rules of the provider and the driver, in the order in which they meet them at mount time. */
const RULES: readonly (readonly [rule: string, holds: (items: readonly Item[]) => boolean])[] = [
  ["lists at least one secret", (items) => items.length > 0],
  [
    "names only fields that the provider reads",
    (items) => items.flatMap((item) => Object.keys(item)).every((field) => FIELDS.includes(field)),
  ],
  ["names a resource with a version", (items) => items.every(({ resourceName }) => RESOURCE.test(resourceName))],
  [
    "has only texts, which a map of strings holds",
    (items) => items.every((item) => Object.values(item).every((value: unknown) => typeof value === "string")),
  ],
  [
    "names files that the driver writes: relative, clean, no parent directory, at most 255 bytes",
    (items) => items.every(({ fileName }) => /^(?!\.\.)[^/]{1,255}$/.test(fileName)),
  ],
  [
    "names no file twice, of which the last would win",
    (items) => new Set(items.map(({ fileName }) => fileName)).size === items.length,
  ],
];
const FIELDS = ["resourceName", "fileName", "extractJSONKey"];
const RESOURCE = /^projects\/[^/]+\/(locations\/[^/]{1,30}\/)?secrets\/[^/]+\/versions\/[^/]+$/;

describe("what the CSI provider's parser takes", () => {
  const existing = [
    { secret: "projects/acme-db/locations/europe-west4/secrets/orders", keys: ["mx-admin-password"] },
    { secret: "orders-app", keys: ["mx-const-On.Off", "mx-const-A.B_C"] },
  ];
  const items = itemsOf(withStore({ existing }, { constants: { "A.B": "on", "A_B.C": "0777", "Norway.No": "no" } }));

  it.each(RULES)("%s", (_rule, holds) => {
    expect(holds(items)).toBe(true);
  });
});
