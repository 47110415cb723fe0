import { SecretValue, describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { AzureCloud } from "../../lib/azure";
import { mountedFiles } from "./csi-provider";
import { azureSample, blob, CLIENT, existingIdentity, identity, sharedVault, TENANT, vault } from "./samples";

function parametersOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, unknown>> {
  const { mount, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  return mount.kind === "SecretProviderClass" ? mount.parameters : {};
}

describe("the SecretProviderClass of Azure Key Vault", () => {
  it("says which vault, who asks, and what to mount as which file", () => {
    const constants = { "Shop.My_Title": "on" };
    const { objects, ...rest } = parametersOf(azureSample({ identity: existingIdentity(), constants }));
    expect(rest).toEqual({ keyvaultName: "prod-mendix-orders", clientID: CLIENT, tenantID: TENANT });
    expect(mountedFiles({ ...rest, objects })).toEqual([
      { file: "database-type", secret: "database-type" },
      { file: "database-host", secret: "database-host" },
      { file: "database-name", secret: "database-name" },
      { file: "database-jdbc-url", secret: "database-jdbc-url" },
      { file: "database-username", secret: "database-username" },
      { file: "storage-service-name", secret: "storage-service-name" },
      { file: "storage-azure-blob-endpoint", secret: "storage-azure-blob-endpoint" },
      { file: "storage-azure-container", secret: "storage-azure-container" },
      { file: "storage-azure-use-default-azure-credential", secret: "storage-azure-use-default-azure-credential" },
      { file: "mx-const-Shop.My_Title", secret: "mx-const-Shop-My-Title-7446af32" },
      { file: "database-password", secret: "database-password" },
    ]);
  });

  it("writes the objects as a map of strings that are YAML themselves", () => {
    expect(parametersOf(azureSample({ identity: existingIdentity() }))["objects"]).toMatch(
      /^array:\n {2}- \|\n {4}objectName: database-type\n {4}objectType: secret\n {4}objectAlias: database-type\n {2}- \|\n/,
    );
  });

  it("takes the client id from the identity that is made here", () => {
    expect(String(parametersOf(azureSample())["clientID"])).toBe(
      "(client id of the managed identity, known after apply)",
    );
  });

  it.each([
    [AzureCloud.US_GOVERNMENT, "AzureUSGovernmentCloud"],
    [AzureCloud.CHINA, "AzureChinaCloud"],
  ])("names another cloud than the public one (%#)", (cloud, cloudName) => {
    expect(parametersOf(azureSample({ identity: existingIdentity({ cloud }) }))).toMatchObject({ cloudName });
  });

  const cases: readonly (readonly [
    what: string,
    changes: Partial<MendixSecretStoreEnvironmentProps>,
    file: unknown,
  ])[] = [
    [
      "the environment's prefix in a shared vault",
      { store: sharedVault() },
      { file: "database-host", secret: "prod-mendix-orders-database-host" },
    ],
    [
      "a secret that somebody else made",
      {
        store: sharedVault({ existing: [{ name: "Orders-Admin", key: "mx-admin-password" }] }),
      },
      { file: "mx-admin-password", secret: "orders-admin" },
    ],
    [
      "a secret that a value refers to",
      { adminPassword: SecretValue.external({ entry: "orders-admin" }) },
      { file: "mx-admin-password", secret: "orders-admin" },
    ],
    [
      "a secret that somebody fills",
      { adminPassword: SecretValue.external() },
      { file: "mx-admin-password", secret: "mx-admin-password" },
    ],
    [
      "a setting with a newline, encoded",
      { constants: { "Shop.Text": "two\nlines" } },
      { file: "mx-const-Shop.Text", secret: "mx-const-Shop-Text-72fc8ac2", encoding: "base64" },
    ],
    [
      "a secret whose newlines have to stay, encoded",
      {
        constants: { "Shop.Certificate": SecretValue.fromVariable() },
        store: vault({ base64: ["mx-const-Shop.Certificate"] }),
      },
      { file: "mx-const-Shop.Certificate", secret: "mx-const-Shop-Certificate-d6607bf0", encoding: "base64" },
    ],
    [
      "a runtime setting under its own name",
      { runtimeSettings: { "com.mendix.core.SessionTimeout": "600000" } },
      {
        file: "mx-runtime-com.mendix.core.SessionTimeout",
        secret: "mx-runtime-com-mendix-core-SessionTimeout-4210b860",
      },
    ],
    [
      "no key of an account where the identity logs in",
      { storage: blob({ performDelete: false }) },
      { file: "storage-perform-delete", secret: "storage-perform-delete" },
    ],
  ];

  it.each(cases)("mounts %s", (_, changes, file) => {
    const parameters = parametersOf(azureSample({ identity: existingIdentity(), ...changes }));
    expect(mountedFiles(parameters)).toContainEqual(file);
  });

  it("lists exactly the keys of the blueprint", () => {
    const props = azureSample({ identity: identity({ clientId: CLIENT }), debuggerPassword: SecretValue.generated() });
    expect(mountedFiles(parametersOf(props)).map(({ file }) => file)).toEqual(
      describeEnvironment(props).keys.map(({ key }) => key),
    );
  });
});
