import { FileStorage, SecretValue, describeEnvironment } from "../../lib";
import { sample } from "../support/samples";
import { problemOf, synthesize } from "../support/synthesize";

const STATIC = { accountName: "acmefiles", accountKey: SecretValue.fromVariable(), container: "orders" };

function keysOf(storage: FileStorage): Readonly<Record<string, unknown>> {
  const { entries, problems } = describeEnvironment(sample({ storage }));
  expect(problems).toEqual([]);
  const values = entries.flatMap(({ content }) => (content.kind === "settings" ? Object.entries(content.values) : []));
  return Object.fromEntries(values.filter(([key]) => key.startsWith("storage-")));
}

describe("Azure Blob storage with the account's key", () => {
  it("declares account and container, and the key as a secret", () => {
    const storage = FileStorage.azureBlob(STATIC);
    expect(keysOf(storage)).toEqual({
      "storage-service-name": "com.mendix.storage.azure",
      "storage-azure-account-name": "acmefiles",
      "storage-azure-container": "orders",
    });
    expect(describeEnvironment(sample({ storage })).variables.map(({ name }) => name)).toContain(
      "orders_storage_azure_account_key",
    );
  });

  it("takes every prop", () => {
    expect(keysOf(FileStorage.azureBlob({ ...STATIC, useHttps: true, performDelete: false }))).toMatchObject({
      "storage-azure-use-https": "true",
      "storage-perform-delete": "false",
    });
  });

  it("works with a store of another cloud, and asks no permission of it", () => {
    const { grants, problems } = describeEnvironment(sample({ storage: FileStorage.azureBlob(STATIC) }));
    expect(problems).toEqual([]);
    expect(grants.map(({ purpose }) => purpose)).toEqual(["secret-store"]);
    expect(() => synthesize(sample({ storage: FileStorage.azureBlob(STATIC) }))).not.toThrow();
  });

  it("warns of files that travel unencrypted", () => {
    const storage = FileStorage.azureBlob({ ...STATIC, useHttps: false });
    expect(describeEnvironment(sample({ storage })).warnings).toEqual([
      "The files travel unencrypted: storage.useHttps is false.",
    ]);
  });

  it.each([
    ["an account's name", { accountName: "Acme-Files" }, "MX-AZURE-STORAGE", "storage.accountName", "acmefiles"],
    ["a container's name", { container: "a--b" }, "MX-AZURE-STORAGE", "storage.container", "orders-prod"],
    [
      "a generated key",
      { accountKey: SecretValue.generated() },
      "MX-SECRET-GENERATED",
      "storage.accountKey",
      "fromVariable",
    ],
  ])("refuses %s", (_, changes, code, prop, fix) => {
    const problem = problemOf(sample({ storage: FileStorage.azureBlob({ ...STATIC, ...changes }) }));
    expect(problem).toMatchObject({ code, prop });
    expect(problem.fix).toContain(fix);
  });

  it("refuses a key in plain text, and does not repeat it", () => {
    const accountKey = "c2VjcmV0" as unknown as SecretValue;
    const problem = problemOf(sample({ storage: FileStorage.azureBlob({ ...STATIC, accountKey }) }));
    expect(problem).toMatchObject({ code: "MX-SECRET-PLAIN", prop: "storage.accountKey" });
    expect(JSON.stringify(problem)).not.toContain("c2VjcmV0");
  });

  it("needs its own version of the Operator", () => {
    const storage = FileStorage.azureBlob(STATIC);
    const versions = { operator: "2.9.0", mendix: "10.24.14" };
    expect(problemOf(sample({ storage, versions }))).toMatchObject({ code: "MX-GATE", prop: "storage" });
  });
});
