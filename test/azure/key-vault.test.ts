import { TerraformOutput, TerraformVariable } from "cdktf";
import { Database, describeEnvironment, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import { KeyVaultSku } from "../../lib/azure";
import { refusing, tooLong } from "../support/placeholder";
import { expectValidArguments } from "../support/schema-check";
import { newStack, resourcesOf, synthesize, synthesizeStack, type Synthesized } from "../support/synthesize";
import { azureSample, identity, TENANT, vault } from "./samples";

const DEPLOYER = "77777777-7777-7777-7777-777777777777";

/** A secret by its name, without what all have in common: the name, and the vault. */
function secretOf(synthesized: Synthesized, name: string): Readonly<Record<string, unknown>> | undefined {
  const found = resourcesOf(synthesized, "azurerm_key_vault_secret").find((secret) => secret["name"] === name);
  if (!found) return undefined;
  expect(found["key_vault_id"]).toBe("${azurerm_key_vault.environment_store_vault_7536F9CA.id}");
  return Object.fromEntries(Object.entries(found).filter(([argument]) => !["name", "key_vault_id"].includes(argument)));
}

describe("a Key Vault of the environment's own", () => {
  it("is made with RBAC, and with the deletion that was chosen", () => {
    const synthesized = synthesize(azureSample());
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_key_vault")).toEqual([
      {
        name: "prod-mendix-orders",
        resource_group_name: "mendix",
        location: "westeurope",
        tenant_id: TENANT,
        sku_name: "standard",
        rbac_authorization_enabled: true,
        purge_protection_enabled: true,
      },
    ]);
  });

  it("takes every prop", () => {
    const store = vault({
      vaultName: "acme-orders",
      purgeProtection: false,
      softDeleteRetentionDays: 7,
      sku: KeyVaultSku.PREMIUM,
      publicNetworkAccess: true,
      allowedIpRanges: ["203.0.113.0/24"],
      allowedSubnetIds: ["/subscriptions/x/subnets/pods"],
      deployerPrincipalId: DEPLOYER,
      deployerWaitSeconds: 300,
      tags: { team: "shop" },
    });
    const synthesized = synthesize(azureSample({ store }));
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_key_vault")).toEqual([
      {
        name: "acme-orders",
        resource_group_name: "mendix",
        location: "westeurope",
        tenant_id: TENANT,
        sku_name: "premium",
        rbac_authorization_enabled: true,
        purge_protection_enabled: false,
        soft_delete_retention_days: 7,
        public_network_access_enabled: true,
        network_acls: {
          default_action: "Deny",
          bypass: "AzureServices",
          ip_rules: ["203.0.113.0/24"],
          virtual_network_subnet_ids: ["/subscriptions/x/subnets/pods"],
        },
        tags: { team: "shop" },
      },
    ]);
    expect(secretOf(synthesized, "database-name")).toEqual({
      value: "orders",
      tags: { team: "shop", "mendix-key": "database-name" },
      depends_on: ["time_sleep.environment_store_deployer-wait_A0E77716"],
      lifecycle: { create_before_destroy: true },
    });
  });

  it("gives its deployer the role first, and waits until it has spread", () => {
    const store = vault({ deployerPrincipalId: DEPLOYER });
    const synthesized = synthesize(azureSample({ store }));
    expect(synthesized.resource?.["azurerm_role_assignment"]?.["environment_store_deployer-role_7D2FED14"]).toEqual({
      name: "95c6e345-dec0-8944-84f3-66ea3d74afab",
      scope: "${azurerm_key_vault.environment_store_vault_7536F9CA.id}",
      role_definition_name: "Key Vault Secrets Officer",
      principal_id: DEPLOYER,
    });
    expect(resourcesOf(synthesized, "time_sleep")).toEqual([
      {
        create_duration: "120s",
        triggers: { role: "${azurerm_role_assignment.environment_store_deployer-role_7D2FED14.id}" },
        depends_on: ["azurerm_role_assignment.environment_store_deployer-role_7D2FED14"],
      },
    ]);
    expect(describeEnvironment(azureSample({ store })).providers).toEqual(["azurerm", "kubernetes", "time"]);
  });

  it("needs no further provider without a deployer and without a generated value", () => {
    expect(describeEnvironment(azureSample()).providers).toEqual(["azurerm", "kubernetes"]);
    expect(resourcesOf(synthesize(azureSample()), "time_sleep")).toEqual([]);
  });

  it("lets the identity read its secrets, and nothing else", () => {
    const { grants } = describeEnvironment(azureSample());
    expect(grants.filter(({ purpose }) => purpose === "secret-store")).toEqual([
      expect.objectContaining({
        id: "read",
        summary: "read the secrets of the vault prod-mendix-orders",
        role: "Key Vault Secrets User",
        scope: expect.objectContaining({ of: "store/vault", attribute: "id", label: "id of the Key Vault" }) as unknown,
      }),
    ]);
  });
});

describe("the secrets of a Key Vault", () => {
  const written = { lifecycle: { create_before_destroy: true } };

  it("writes a setting as an ordinary value, under the key's tag", () => {
    expect(secretOf(synthesize(azureSample()), "database-host")).toEqual({
      ...written,
      value: "db.example.com:5432",
      tags: { "mendix-key": "database-host" },
    });
  });

  it("writes a secret through the write-only argument, with its own revision", () => {
    const password = SecretValue.fromVariable({ revision: 3 });
    const database = Database.postgresql({ host: "db.example.com", name: "orders", username: "orders", password });
    const synthesized = synthesize(azureSample({ database }));
    expect(secretOf(synthesized, "database-password")).toEqual({
      ...written,
      value_wo: refusing(["orders_database_password"], tooLong(25_600), "var.orders_database_password"),
      value_wo_version: 3,
      tags: { "mendix-key": "database-password" },
    });
    const conditions = synthesized.variable?.["orders_database_password"]?.["validation"] as { condition: string }[];
    expect(conditions.map(({ condition }) => condition)).toEqual([
      "${length(var.orders_database_password) > 0}",
      "${length(base64encode(var.orders_database_password)) <= 34136}",
      '${length(regexall("[\\r\\n]", var.orders_database_password)) == 0}',
    ]);
  });

  it("generates a value once, with hashicorp/random", () => {
    const props = azureSample({ adminPassword: SecretValue.generated({ length: 20 }) });
    const synthesized = synthesize(props);
    expectValidArguments(synthesized);
    expect(secretOf(synthesized, "mx-admin-password")).toMatchObject({
      value_wo: expect.stringMatching(/^\$\{ephemeral\.random_password\.[\w-]+\.result\}$/) as string,
      value_wo_version: 1,
    });
    expect(describeEnvironment(props).providers).toContain("random");
  });

  it("encodes a setting that holds a newline, and leaves its text as it was typed", () => {
    const synthesized = synthesize(azureSample({ constants: { "Shop.Text": "a\n${b}" } }));
    const [secret] = resourcesOf(synthesized, "azurerm_key_vault_secret").filter(
      ({ tags }) => (tags as Record<string, string>)["mendix-key"] === "mx-const-Shop.Text",
    );
    expect(Buffer.from(String(secret?.["value"]), "base64").toString("utf8")).toBe("a\n${b}");
  });

  it("writes a setting that looks like a template as it was typed", () => {
    const synthesized = synthesize(azureSample({ runtimeSettings: { Greeting: "${name} %{if}" } }));
    expect(secretOf(synthesized, "mx-runtime-Greeting")).toMatchObject({ value: "$${name} %%{if}" });
  });

  it("encodes a secret whose newlines have to stay, and takes newlines in its variable then", () => {
    const store = vault({ base64: ["mx-const-Shop.Key"] });
    const synthesized = synthesize(azureSample({ store, constants: { "Shop.Key": SecretValue.fromVariable() } }));
    expectValidArguments(synthesized);
    const [secret] = resourcesOf(synthesized, "azurerm_key_vault_secret").filter(
      ({ tags }) => (tags as Record<string, string>)["mendix-key"] === "mx-const-Shop.Key",
    );
    expect(secret?.["value_wo"]).toBe(
      refusing(["orders_shop_key"], tooLong(25_600), "base64encode(var.orders_shop_key)"),
    );
    const conditions = synthesized.variable?.["orders_shop_key"]?.["validation"] as { condition: string }[];
    expect(conditions.map(({ condition }) => condition)).toEqual([
      "${length(var.orders_shop_key) > 0}",
      "${length(base64encode(var.orders_shop_key)) <= 25600}",
    ]);
  });

  it("refuses a newline in a value that only Terraform knows", () => {
    const stack = newStack();
    const host = new TerraformVariable(stack, "host", { type: "string" }).stringValue;
    const database = Database.postgresql({
      host,
      name: "orders",
      username: "orders",
      password: SecretValue.fromVariable(),
    });
    new MendixSecretStoreEnvironment(stack, "environment", azureSample({ database }));
    expect(secretOf(synthesizeStack(stack), "database-host")).toMatchObject({
      value: "${var.host}",
      lifecycle: {
        precondition: [
          {
            condition: '${length(regexall("[\\r\\n]", var.host)) < 1}',
            error_message:
              "The value of database-host holds a newline, which Key Vault would strip. Name the key in base64 of the store.",
          },
        ],
      },
    });
  });

  it("refuses a newline in an ephemeral value of one's own", () => {
    const stack = newStack();
    const token = new TerraformVariable(stack, "given", { type: "string", sensitive: true });
    token.addOverride("ephemeral", true);
    const adminPassword = SecretValue.fromEphemeral(token.stringValue, { revision: 2 });
    new MendixSecretStoreEnvironment(stack, "environment", azureSample({ adminPassword }));
    const synthesized = synthesizeStack(stack);
    expectValidArguments(synthesized);
    expect(secretOf(synthesized, "mx-admin-password")).toMatchObject({
      value_wo: "${var.given}",
      value_wo_version: 2,
      lifecycle: { precondition: [{ condition: '${length(regexall("[\\r\\n]", var.given)) < 1}' }] },
    });
  });

  it("makes nothing for a value that somebody else writes, and says what to write", () => {
    const props = azureSample({ adminPassword: SecretValue.external() });
    expect(secretOf(synthesize(props), "mx-admin-password")).toBeUndefined();
    expect(describeEnvironment(props).steps).toContainEqual({
      as: "as the owner of the value",
      does: "Write mx-admin-password into the entry mx-admin-password.",
      fills: "mx-admin-password",
      note: "before the app starts: its pod waits while an entry is empty, and starts by itself once it is filled: on a real node 22 s later",
    });
  });

  it("is there before the pod's objects name it", () => {
    const synthesized = synthesize(azureSample());
    const manifests = resourcesOf(synthesized, "kubernetes_manifest");
    const secrets = Object.keys(synthesized.resource?.["azurerm_key_vault_secret"] ?? {});
    for (const { depends_on } of manifests) {
      expect(depends_on).toEqual(expect.arrayContaining(secrets.map((name) => `azurerm_key_vault_secret.${name}`)));
    }
    expect([manifests.length, secrets.length]).toEqual([3, 10]);
  });

  it("keeps the logical ids of its resources", () => {
    const { resource = {} } = synthesize(azureSample({ identity: identity({ clientId: DEPLOYER }) }));
    expect(Object.keys(resource["azurerm_key_vault_secret"] ?? {})).toEqual([
      "environment_store_secrets_database-host_secret_7BBDC351",
      "environment_store_secrets_database-jdbc-url_secret_822D2115",
      "environment_store_secrets_database-name_secret_E32D82A5",
      "environment_store_secrets_database-password_secret_47657351",
      "environment_store_secrets_database-type_secret_72A7D7C6",
      "environment_store_secrets_database-username_secret_3C32D6DB",
      "environment_store_secrets_storage-azure-blob-endpoint_secret_29AF4703",
      "environment_store_secrets_storage-azure-container_secret_056A16EC",
      "environment_store_secrets_storage-azure-use-default-azure-credential_secret_F9EF3B3C",
      "environment_store_secrets_storage-service-name_secret_82E8B45A",
    ]);
  });

  it("has no output that carries a value", () => {
    const stack = newStack();
    new MendixSecretStoreEnvironment(stack, "environment", azureSample());
    expect(stack.node.findAll().filter((construct) => construct instanceof TerraformOutput)).toEqual([]);
  });
});

describe("a setting that only looks like a token", () => {
  it("is a value that is known: no condition waits for it, and its newline is kept", () => {
    const constants = { "Shop.Line": "${TfToken[TOKEN.999999]}", "Shop.Lines": "${TfToken[TOKEN.999999]}\n" };
    const secrets = resourcesOf(synthesize(azureSample({ constants })), "azurerm_key_vault_secret");
    const ofKey = (key: string) => secrets.find(({ name }) => String(name).startsWith(`mx-const-Shop-${key}-`));
    expect(ofKey("Line")?.["lifecycle"]).toEqual({ create_before_destroy: true });
    expect(ofKey("Lines")?.["value"]).toBe(Buffer.from(constants["Shop.Lines"]).toString("base64"));
  });
});
