import * as fs from "node:fs";
import * as path from "node:path";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Database, MendixSecretStoreEnvironment, SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { AzurePostgresqlIdentity, AzureSqlIdentity } from "../../lib/azure";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { billingProd, billingTest } from "../../stacks/samples-azure";
import { azureSample, CLIENT, existingIdentity, identity, sharedVault, vault } from "../azure/samples";
import { synthesizeStack } from "../support/synthesize";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(180_000);

const POSTGRESQL = { host: "acme.postgres.database.azure.com", name: "orders", username: "orders" };
const SQL = { host: "acme.database.windows.net", name: "orders" };

/** Writes a stack as it is deployed, but for its backend. */
function write(workspace: Workspace, props: MendixSecretStoreEnvironmentProps): void {
  const { terraform: settings, ...rest } = synthesizeStack(new EnvironmentStack(Testing.app(), props));
  workspace.write({ ...rest, terraform: { ...settings, backend: undefined } });
}

const PROVIDERS = [provider("azurerm"), provider("kubernetes"), provider("random")];

describeWith([terraform, ...PROVIDERS], "the azurerm provider", () => {
  const workspace = new Workspace();

  beforeAll(() => {
    write(workspace, azureSample({ adminPassword: SecretValue.generated() }));
    workspace.init();
  });
  afterAll(() => workspace.remove());

  it.each<[string, MendixSecretStoreEnvironmentProps]>([
    ["the sample in a shared vault", billingTest],
    ["a vault of its own", azureSample()],
    [
      "every prop of a vault",
      azureSample({
        store: vault({
          softDeleteRetentionDays: 7,
          allowedIpRanges: ["203.0.113.0/24"],
          tags: { team: "shop" },
          base64: ["mx-const-Shop.Key"],
        }),
        constants: { "Shop.Key": SecretValue.fromVariable(), "Shop.Text": "two\nlines", "Shop.Odd": '"${a}" %{if}' },
        adminPassword: SecretValue.generated(),
      }),
    ],
    ["an identity whose client id is declared", azureSample({ identity: identity({ clientId: CLIENT }) })],
    ["an existing identity", azureSample({ identity: existingIdentity({ mutable: true }), store: sharedVault() })],
    [
      "PostgreSQL by identity",
      azureSample({
        database: Database.postgresql({ ...POSTGRESQL, authentication: new AzurePostgresqlIdentity() }),
      }),
    ],
    [
      "Azure SQL by identity",
      azureSample({ database: Database.sqlServer({ ...SQL, authentication: new AzureSqlIdentity() }) }),
    ],
  ])("takes %s", (_, props) => {
    write(workspace, props);
    expect(JSON.parse(workspace.try(["validate", "-json"]).output)).toMatchObject({ valid: true, diagnostics: [] });
  });
});

describeWith([terraform, ...PROVIDERS, provider("time")], "the azurerm provider with a deployer's role", () => {
  it("takes the sample in a vault of its own", () => {
    const workspace = new Workspace();
    write(workspace, billingProd);
    workspace.init();
    expect(JSON.parse(workspace.try(["validate", "-json"]).output)).toMatchObject({ valid: true, diagnostics: [] });
    workspace.remove();
  });
});

describeWith([terraform, ...PROVIDERS], "an apply, with Azure and Kubernetes played by Terraform's mocks", () => {
  const workspace = new Workspace();
  const id = (type: string) =>
    `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mendix/providers/${type}/x`;

  function apply(props: MendixSecretStoreEnvironmentProps, variables: Readonly<Record<string, string>>, rbac = true) {
    write(workspace, props);
    return test(variables, rbac);
  }

  /** Applies what was written in `terraform test`, whose mocks answer as the providers' schemas say. */
  function test(variables: Readonly<Record<string, string>>, rbac = true) {
    const resources = {
      azurerm_key_vault: { defaults: { id: id("Microsoft.KeyVault/vaults") } },
      azurerm_key_vault_secret: {
        defaults: { resource_versionless_id: `${id("Microsoft.KeyVault/vaults")}/secrets/y` },
      },
      azurerm_user_assigned_identity: { defaults: { id: id("Microsoft.ManagedIdentity/userAssignedIdentities") } },
    };
    const data = { azurerm_key_vault: { defaults: { rbac_authorization_enabled: rbac } } };
    const file = {
      mock_provider: { azurerm: { mock_resource: resources, mock_data: data }, kubernetes: {} },
      variables,
      run: { apply: { command: "apply" } },
    };
    fs.writeFileSync(path.join(workspace.directory, "apply.tftest.json"), JSON.stringify(file));
    return workspace.try(["test", "-json", "-verbose"]);
  }

  beforeAll(() => {
    write(workspace, azureSample({ adminPassword: SecretValue.generated() }));
    workspace.init();
  });
  afterAll(() => workspace.remove());

  const password = { orders_database_password: "p" };

  it("makes everything, in an order that the references allow", () => {
    expect(apply(azureSample({ adminPassword: SecretValue.generated() }), password)).toMatchObject({ code: 0 });
  });

  it("leaves a secret in no state, and a setting in it", () => {
    const canary = "canary-7f3a";
    const constants = { "Shop.Key": SecretValue.fromVariable(), "Shop.Title": "setting-7f3a" };
    const store = vault({ base64: ["mx-const-Shop.Key"] });
    const { code, output } = apply(azureSample({ constants, store }), {
      orders_database_password: canary,
      orders_shop_key: `${canary}\n`,
    });
    expect(code).toBe(0);
    expect(output).toContain("setting-7f3a");
    expect(output).not.toContain(canary);
    expect(output).not.toContain(Buffer.from(canary).toString("base64").replace(/=+$/, ""));
  });

  it("makes everything in a shared vault", () => {
    expect(apply(azureSample({ store: sharedVault() }), password)).toMatchObject({ code: 0 });
  });

  it("is refused where the shared vault uses access policies", () => {
    const { code, output } = apply(azureSample({ store: sharedVault() }), password, false);
    expect(code).toBe(1);
    expect(output).toContain("The vault acme-mendix uses access policies.");
  });

  it("is refused where a password holds a newline, which Key Vault would strip", () => {
    const { code, output } = apply(azureSample(), { orders_database_password: "a\nb" });
    expect(code).toBe(1);
    expect(output).toContain("TF_VAR_orders_database_password holds a newline");
  });

  it("is refused where a value that only Terraform knows holds a newline", () => {
    const stack = new TerraformStack(Testing.app(), "orders");
    const name = new TerraformVariable(stack, "given", { type: "string" }).stringValue;
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    const database = Database.postgresql({ ...POSTGRESQL, name, password: SecretValue.fromVariable() });
    new MendixSecretStoreEnvironment(stack, "environment", azureSample({ database }));
    workspace.write(synthesizeStack(stack));
    const { code, output } = test({ ...password, given: "or\nders" });
    expect(code).toBe(1);
    expect(output).toContain("The value of database-name holds a newline, which Key Vault would strip.");
    expect(test({ ...password, given: "orders" })).toMatchObject({ code: 0 });
  });

  it("is refused where the identity is not the one whose client id is declared", () => {
    const { code, output } = apply(azureSample({ identity: identity({ clientId: CLIENT }) }), password);
    expect(code).toBe(1);
    expect(output).toContain("The identity's client id is not the one that is declared");
  });
});
