import {
  AwsSecretsManager,
  Database,
  describeEnvironment,
  FileStorage,
  RdsIam,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { AzureKeyVault, type KeyVaultAccess, type KeyVaultSku } from "../../lib/azure";
import { sample } from "../support/samples";
import { problemsOf } from "../support/synthesize";
import { azureSample, blob, PROVIDERS, sharedVault, SUBNET, vault } from "./samples";

const PASSWORD = SecretValue.fromVariable();
const RDS = { host: "db.eu-west-1.rds.amazonaws.com", name: "orders", username: "orders" };

type Case = readonly [
  what: string,
  changes: Partial<MendixSecretStoreEnvironmentProps>,
  problem: string,
  ...shown: string[],
];

function named([what, changes, problem, ...shown]: Case) {
  return { what, changes, problem, shown };
}

describe("what Azure does not take is refused", () => {
  const cases: readonly Case[] = [
    ["a vault's name", { store: vault({ vaultName: "a--b" }) }, "MX-AZURE-VAULT store.vaultName", '"a--b"'],
    ["a tenant that is no GUID", { store: vault({ tenantId: "acme.com" }) }, "MX-AZURE-ID store.tenantId", "acme.com"],
    [
      "a tenant of a shared vault that is no GUID",
      { store: sharedVault({ tenantId: "acme.com" }) },
      "MX-AZURE-ID store.tenantId",
      "az account show",
    ],
    ["no resource group", { store: vault({ resourceGroupName: "" }) }, "MX-PROP store.resourceGroupName"],
    ["no location", { store: vault({ location: "" }) }, "MX-PROP store.location", 'location: "westeurope"'],
    [
      "a retention of soft delete",
      { store: vault({ softDeleteRetentionDays: 6 }) },
      "MX-AZURE-RETENTION store.softDeleteRetentionDays",
      "7 to 90",
    ],
    [
      "purge protection that was not chosen",
      { store: vault({ purgeProtection: undefined as unknown as boolean }) },
      "MX-AZURE-RETENTION store.purgeProtection",
      "purgeProtection: true",
    ],
    [
      "an address rule",
      { store: vault({ allowedIpRanges: ["all"] }) },
      "MX-AZURE-NETWORK store.allowedIpRanges",
      '"203.0.113.0/24"',
    ],
    ...["10.1.2.3", "172.31.0.0/16", "192.168.1.0/24", "0.0.0.0/0", "172.0.0.0/8"].map((range): Case => [
      `the private addresses in ${range}`,
      { store: vault({ allowedIpRanges: [range] }) },
      "MX-AZURE-NETWORK store.allowedIpRanges",
      "private addresses",
      "privateEndpoint",
    ]),
    ...["203.0.113.256", "203.0.113.0/33", "203.0.113"].map((range): Case => [
      `${range}, which is no address`,
      { store: vault({ allowedIpRanges: [range] }) },
      "MX-AZURE-NETWORK store.allowedIpRanges",
      "not an IPv4 address",
    ]),
    [
      "more subnets than a vault takes",
      { store: vault({ allowedSubnetIds: Array.from({ length: 201 }, (_, index) => `/subnets/s${index}`) }) },
      "MX-AZURE-NETWORK store.allowedSubnetIds",
      "takes 200",
    ],
    [
      "a private endpoint in a network",
      { store: vault({ privateEndpoint: { subnetId: `${PROVIDERS}/Microsoft.Network/virtualNetworks/aks` } }) },
      "MX-AZURE-NETWORK store.privateEndpoint.subnetId",
      "virtualNetworks/NETWORK/subnets/SUBNET",
    ],
    [
      "the zone of another service",
      {
        store: vault({
          privateEndpoint: {
            subnetId: SUBNET,
            privateDnsZoneId: `${PROVIDERS}/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net`,
          },
        }),
      },
      "MX-AZURE-NETWORK store.privateEndpoint.privateDnsZoneId",
      "privatelink.vaultcore.azure.net",
    ],
    [
      "a tag more than a secret takes",
      { store: vault({ tags: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`t${index}`, ""])) }) },
      "MX-AZURE-TAG store.tags",
      "takes 15",
      "at most 14",
    ],
    [
      "the library's own tag",
      { store: sharedVault({ tags: { "Mendix-Key": "x" } }) },
      'MX-AZURE-TAG store.tags["Mendix-Key"]',
      "is there already",
    ],
    [
      "a tag of forbidden characters",
      { store: vault({ tags: { "team/shop": "x" } }) },
      'MX-AZURE-TAG store.tags["team/shop"]',
    ],
    [
      "the content type of certificates",
      { store: vault({ contentType: "application/x-pkcs12" }) },
      "MX-AZURE-VALUE store.contentType",
      "text/plain",
    ],
    [
      "a content type that is too long",
      { store: vault({ contentType: "x".repeat(256) }) },
      "MX-AZURE-VALUE store.contentType",
      "255",
    ],
    ["an expiry of nothing", { store: vault({ expiry: {} }) }, "MX-AZURE-EXPIRY store.expiry", "neither"],
    [
      "an expiry of both kinds",
      { store: vault({ expiry: { date: "2027-12-31T00:00:00Z", days: 1 } }) },
      "MX-AZURE-EXPIRY store.expiry",
      "both",
    ],
    ...["2027-12-31", "2027-06-31T00:00:00Z", "2027-12-31T00:00:00+01:00"].map((date): Case => [
      `${date}, which is no time in UTC`,
      { store: vault({ expiry: { date } }) },
      "MX-AZURE-EXPIRY store.expiry.date",
      date,
    ]),
    ["half a day", { store: vault({ expiry: { days: 0.5 } }) }, "MX-AZURE-EXPIRY store.expiry.days", "days: 365"],
    [
      "a date that begins anew",
      { store: vault({ expiry: { date: "2027-12-31T00:00:00Z", renewal: 2 } }) },
      "MX-AZURE-EXPIRY store.expiry.renewal",
    ],
    [
      "a tier that there is not",
      { store: vault({ sku: "gold" as unknown as KeyVaultSku }) },
      "MX-CHOICE store.sku",
      "premium",
    ],
    [
      "an access that there is not",
      { store: sharedVault({ access: "group" as unknown as KeyVaultAccess }) },
      "MX-CHOICE store.access",
      "secrets, vault",
    ],
    [
      "rules of an endpoint that is not there",
      { store: vault({ publicNetworkAccess: false, allowedSubnetIds: ["x"] }) },
      "MX-AZURE-NETWORK store.publicNetworkAccess",
    ],
    [
      "a deployer that is no GUID",
      { store: vault({ deployerPrincipalId: "me@acme.com" }) },
      "MX-AZURE-ID store.deployerPrincipalId",
      "az ad signed-in-user show",
    ],
    [
      "a wait without end",
      { store: vault({ deployerWaitSeconds: 1e6 }) },
      "MX-AZURE-DEPLOYER store.deployerWaitSeconds",
      "Write 120",
    ],
    [
      "a name in place of the vault's id",
      { store: sharedVault({ vaultId: "acme-mendix" }) },
      "MX-AZURE-VAULT store.vaultId",
      "Microsoft.KeyVault/vaults/NAME",
    ],
    [
      "a prefix with dots",
      { store: sharedVault({ prefix: "acme.orders" }) },
      "MX-AZURE-SECRET-NAME store.prefix",
      "orders-prod",
    ],
    [
      "an existing secret's name",
      { store: sharedVault({ existing: [{ name: "admin.password", key: "mx-admin-password" }] }) },
      "MX-AZURE-SECRET-NAME store.existing",
      "admin.password",
    ],
    [
      "a key that the Operator does not read",
      { store: sharedVault({ existing: [{ name: "admin", key: "mx-admin-pasword" }] }) },
      "MX-KEY-UNKNOWN store.existing[0].key",
      "Did you mean mx-admin-password?",
    ],
    [
      "an encoded key that is not there",
      { store: vault({ base64: ["mx-const-Shop.Key"] }) },
      "MX-KEY-UNKNOWN store.base64",
      "mx-const-Shop.Key",
    ],
    [
      "the property of a document",
      { adminPassword: SecretValue.external({ entry: "admin", property: "password" }) },
      "MX-SECRET-PROPERTY adminPassword",
      '"password"',
      'SecretValue.external({ entry: "NAME" })',
    ],
    ["an empty value", { constants: { "Shop.Title": "" } }, 'MX-AZURE-VALUE constants["Shop.Title"]', "Leave it out"],
    [
      "a value that is too long",
      { constants: { "Shop.Title": "x".repeat(25_601) } },
      'MX-AZURE-VALUE constants["Shop.Title"]',
      "25601 bytes",
    ],
    [
      "a value that is too long once it is encoded",
      { constants: { "Shop.Title": "\n".repeat(19_201) } },
      'MX-AZURE-VALUE constants["Shop.Title"]',
      "takes 19200",
    ],
    [
      "two keys that would be one secret, naming both",
      { runtimeSettings: { SessionTimeout: "1", sessionTimeout: "2" } },
      "MX-KEY-COLLISION store",
      "mx-runtime-SessionTimeout and mx-runtime-sessionTimeout would be one secret",
    ],
    [
      "a key that would be an existing secret, naming both",
      {
        store: sharedVault({ prefix: "a", existing: [{ name: "A-Database-Name", key: "mx-admin-password" }] }),
      },
      "MX-KEY-COLLISION store",
      "database-name and mx-admin-password would be one secret",
    ],
    ["no identity at all", { identity: undefined as never, storage: staticBlob() }, "MX-IDENTITY store"],
  ];

  it.each(cases.map(named))("$what", ({ changes, problem, shown }) => {
    const props = azureSample(changes);
    expect(problemsOf(props)).toEqual([problem]);
    const [found] = describeEnvironment(props).problems;
    for (const text of shown) expect(`${found?.message}\n${found?.fix}`).toContain(text);
  });

  it("no props at all, which JavaScript allows", () => {
    const Unchecked = AzureKeyVault as unknown as new () => AzureKeyVault;
    expect(problemsOf(azureSample({ store: new Unchecked() }))).toContain("MX-AZURE-ID store.tenantId");
  });
});

describe("parts of two clouds", () => {
  const cases: readonly Case[] = [
    [
      "RDS IAM under an Azure identity",
      { database: Database.postgresql({ ...RDS, authentication: rds() }) },
      "MX-IDENTITY database.authentication",
      "an AWS identity",
    ],
    [
      "S3 without keys under an Azure identity",
      { storage: FileStorage.s3({ bucket: "acme-files", region: "eu-west-1" }) },
      "MX-IDENTITY storage",
      "static keys",
    ],
    [
      "AWS Secrets Manager under an Azure identity",
      { store: new AwsSecretsManager({ region: "eu-west-1", account: "111122223333" }) },
      "MX-IDENTITY store",
      "new Irsa()",
    ],
  ];

  it.each(cases.map(named))("are refused: $what", ({ changes, problem, shown }) => {
    const props = azureSample(changes);
    expect(problemsOf(props)).toEqual([problem]);
    const [found] = describeEnvironment(props).problems;
    for (const text of shown) expect(`${found?.message}\n${found?.fix}`).toContain(text);
  });

  it.each([
    ["a Key Vault", { store: vault() }, "MX-IDENTITY store"],
    ["Blob storage by identity", { storage: blob() }, "MX-IDENTITY storage"],
  ])("are refused: %s under an AWS role", (_, changes, problem) => {
    expect(problemsOf(sample(changes))).toContain(problem);
  });

  it("live beside each other with static keys", () => {
    const storage = FileStorage.s3({
      bucket: "acme-files",
      region: "eu-west-1",
      accessKeyId: "AKIA",
      secretAccessKey: PASSWORD,
    });
    expect(problemsOf(azureSample({ storage }))).toEqual([]);
  });
});

function rds(): RdsIam {
  return new RdsIam({ resourceId: "db-ABC123", region: "eu-west-1", account: "111122223333" });
}

function staticBlob(): FileStorage {
  return FileStorage.azureBlob({ accountName: "acmefiles", accountKey: PASSWORD, container: "orders" });
}
