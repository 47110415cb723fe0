import { GATES, KEYS } from "../../lib";
import { keyDefinition, type KeyDefinition } from "../../lib/catalogue/keys";

const definitions = Object.entries<KeyDefinition>(KEYS);

describe("the catalogue of keys", () => {
  it("holds the keys that the vendor documents, and no other", () => {
    expect(Object.keys(KEYS).sort()).toEqual([
      "database-host",
      "database-jdbc-url",
      "database-name",
      "database-password",
      "database-type",
      "database-username",
      "mx-admin-password",
      "mx-debugger-password",
      "storage-access-key-id",
      "storage-azure-account-key",
      "storage-azure-account-name",
      "storage-azure-blob-endpoint",
      "storage-azure-container",
      "storage-azure-use-default-azure-credential",
      "storage-azure-use-https",
      "storage-bucket-name",
      "storage-endpoint",
      "storage-perform-delete",
      "storage-secret-access-key",
      "storage-service-name",
      "storage-use-ca-certificates",
    ]);
  });

  it("marks what can only be a secret", () => {
    expect(definitions.filter(([, { secret }]) => secret).map(([key]) => key)).toEqual([
      "database-password",
      "storage-secret-access-key",
      "storage-azure-account-key",
      "mx-admin-password",
      "mx-debugger-password",
    ]);
  });

  it("has the values of every enumeration", () => {
    const enums = definitions.filter(([, { form }]) => form === "enum");
    expect(enums.map(([key, { values }]) => [key, values?.length])).toEqual([
      ["database-type", 5],
      ["storage-service-name", 2],
    ]);
  });

  it("names gates that exist", () => {
    for (const [, { gate }] of definitions) expect([undefined, ...Object.keys(GATES)]).toContain(gate);
  });

  it.each(["mx-const-Shop.Title", "mx-runtime-com.mendix.core.SessionTimeout"])("takes the family of %s", (key) => {
    expect(keyDefinition(key)?.gate).toBe("app-settings");
  });

  it.each(["mx-const-", "mx-runtime-", "database-hostname", "toString", "constructor", ""])(
    "knows no key %j",
    (key) => {
      expect(keyDefinition(key)).toBeUndefined();
    },
  );
});
