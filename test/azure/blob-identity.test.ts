import { TerraformVariable } from "cdktf";
import { describeEnvironment, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { AzureCloud } from "../../lib/azure";
import { newStack } from "../support/synthesize";
import { azureSample, blob, identity, PROVIDERS } from "./samples";

function storageOf(props: MendixSecretStoreEnvironmentProps): Readonly<Record<string, unknown>> {
  const { entries } = describeEnvironment(props);
  const values = entries.flatMap(({ content }) => (content.kind === "settings" ? Object.entries(content.values) : []));
  return Object.fromEntries(values.filter(([key]) => key.startsWith("storage-")));
}

describe("Azure Blob storage by managed identity", () => {
  it("names the endpoint and the container, and no account and no key", () => {
    expect(storageOf(azureSample())).toEqual({
      "storage-service-name": "com.mendix.storage.azure",
      "storage-azure-blob-endpoint": "https://acmefiles.blob.core.windows.net/",
      "storage-azure-container": "orders",
      "storage-azure-use-default-azure-credential": "true",
    });
  });

  it("may write to this container only", () => {
    const { grants } = describeEnvironment(azureSample());
    expect(grants.filter(({ purpose }) => purpose === "file-storage")).toEqual([
      {
        cloud: "azure",
        purpose: "file-storage",
        id: "files",
        summary: "read, write and delete acmefiles/orders",
        role: "Storage Blob Data Contributor",
        scope: `${PROVIDERS}/Microsoft.Storage/storageAccounts/acmefiles/blobServices/default/containers/orders`,
      },
    ]);
  });

  it("takes every prop, and says what the role may all the same", () => {
    const storage = blob({ blobEndpoint: "https://files.acme.example", performDelete: false });
    const props = azureSample({ storage });
    expect(storageOf(props)).toMatchObject({
      "storage-azure-blob-endpoint": "https://files.acme.example",
      "storage-perform-delete": "false",
    });
    expect(describeEnvironment(props).warnings).toEqual([
      "The role Storage Blob Data Contributor may delete, although storage.performDelete is false: Azure has no narrower built-in role that writes.",
    ]);
  });

  it.each([
    [AzureCloud.US_GOVERNMENT, "https://acmefiles.blob.core.usgovcloudapi.net/"],
    [AzureCloud.CHINA, "https://acmefiles.blob.core.chinacloudapi.cn/"],
  ])("has the endpoint of the identity's cloud (%#)", (cloud, endpoint) => {
    expect(storageOf(azureSample({ identity: identity({ cloud }) }))["storage-azure-blob-endpoint"]).toBe(endpoint);
  });

  it("takes an account that Terraform makes", () => {
    const token = new TerraformVariable(newStack(), "account", { type: "string" }).stringValue;
    const storage = blob({ storageAccountId: token, blobEndpoint: "https://acmefiles.blob.core.windows.net/" });
    expect(describeEnvironment(azureSample({ storage })).problems).toEqual([]);
  });

  it("needs its own versions", () => {
    const { gates } = describeEnvironment(azureSample());
    expect(gates.map(({ gate }) => gate)).toEqual(
      expect.arrayContaining(["azure-blob", "azure-blob-identity", "pod-labels", "azure-key-vault"]),
    );
  });

  const token = new TerraformVariable(newStack(), "account", { type: "string" }).stringValue;
  const cases: readonly (readonly [
    what: string,
    storage: MendixSecretStoreEnvironmentProps["storage"],
    problem: string,
    fix: string,
  ])[] = [
    [
      "a name in place of the account's id",
      blob({ storageAccountId: "acmefiles" }),
      "MX-AZURE-STORAGE storage.storageAccountId",
      "Microsoft.Storage/storageAccounts/NAME",
    ],
    [
      "an account that is not known, without its endpoint",
      blob({ storageAccountId: token }),
      "MX-AZURE-STORAGE storage.blobEndpoint",
      "primaryBlobEndpoint",
    ],
    [
      "an endpoint with the container in it",
      blob({ blobEndpoint: "https://acmefiles.blob.core.windows.net/orders" }),
      "MX-AZURE-STORAGE storage.blobEndpoint",
      '"https://acmefiles.blob.core.windows.net/"',
    ],
    [
      "an endpoint of another cloud",
      blob({ blobEndpoint: "https://acmefiles.blob.core.chinacloudapi.cn/" }),
      "MX-AZURE-CLOUD storage.blobEndpoint",
      "CHINA",
    ],
    ["a container's name", blob({ container: "Orders" }), "MX-AZURE-STORAGE storage.container", "orders-prod"],
  ];

  it.each(cases)("refuses %s", (_, storage, problem, fix) => {
    const { problems } = describeEnvironment(azureSample(storage ? { storage } : {}));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([problem]);
    expect(problems[0]?.fix).toContain(fix);
  });
});
