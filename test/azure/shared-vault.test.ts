import { TerraformVariable } from "cdktf";
import { describeEnvironment, MendixSecretStoreEnvironment, SecretValue } from "../../lib";
import type { AzureGrant } from "../../lib/core/grant";
import { Registry } from "../../lib/engine/registry";
import { expectValidArguments } from "../support/schema-check";
import { newStack, resourcesOf, synthesize, synthesizeStack } from "../support/synthesize";
import { azureSample, blob, identity, sharedVault, TENANT, vault, VAULT_ID } from "./samples";

/** Problems of environments that stand in one stack, as `code environment prop`. */
function problemsTogether(...all: readonly ReturnType<typeof azureSample>[]): readonly string[] {
  const stack = newStack();
  all.forEach((props, index) => new MendixSecretStoreEnvironment(stack, `environment-${index}`, props));
  return Registry.of(stack).problems.map(({ code, environment, prop }) => `${code} ${environment} ${prop}`);
}

describe("a Key Vault that others use too", () => {
  it("holds the environment's secrets under its own prefix", () => {
    const synthesized = synthesize(azureSample({ store: sharedVault() }));
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_key_vault")).toEqual([]);
    const secrets = resourcesOf(synthesized, "azurerm_key_vault_secret");
    expect(secrets).toContainEqual({
      name: "prod-mendix-orders-database-host",
      key_vault_id: VAULT_ID,
      value: "db.example.com:5432",
      tags: { "mendix-key": "database-host" },
      lifecycle: { create_before_destroy: true },
    });
    expect(secrets.every(({ name }) => String(name).startsWith("prod-mendix-orders-"))).toBe(true);
  });

  it("lets the identity read each of its secrets, and no other one", () => {
    const synthesized = synthesize(azureSample({ store: sharedVault() }));
    const readers = resourcesOf(synthesized, "azurerm_role_assignment").filter(
      ({ role_definition_name: role }) => role === "Key Vault Secrets User",
    );
    const secrets = Object.keys(synthesized.resource?.["azurerm_key_vault_secret"] ?? {});
    expect(readers.map(({ scope }) => scope).sort()).toEqual(
      secrets.map((name) => `\${azurerm_key_vault_secret.${name}.resource_versionless_id}`).sort(),
    );
    expect(new Set(readers.map(({ name }) => name)).size).toBe(secrets.length);
  });

  it("is refused at plan where it uses access policies", () => {
    const { data } = synthesize(azureSample({ store: sharedVault() })) as { data?: unknown };
    expect(data).toEqual({
      azurerm_key_vault: {
        environment_store_vault_7536F9CA: {
          name: "acme-mendix",
          resource_group_name: "mendix",
          lifecycle: {
            postcondition: [
              {
                condition: "${self.rbac_authorization_enabled}",
                error_message:
                  "The vault acme-mendix uses access policies. Switch it to Azure RBAC: az keyvault update --name acme-mendix --enable-rbac-authorization true",
              },
            ],
          },
        },
      },
    });
  });

  it("takes every prop", () => {
    const store = sharedVault({
      prefix: "orders",
      existing: [{ name: "acme-admin", key: "mx-admin-password" }],
      base64: ["mx-const-Shop.Key"],
      tags: { team: "shop" },
    });
    const constants = { "Shop.Key": SecretValue.external() };
    const { entries, grants, problems } = describeEnvironment(azureSample({ store, constants }));
    expect(problems).toEqual([]);
    expect(entries.slice(-3)).toEqual([
      { id: "database-password", name: "orders-database-password", content: expect.anything() as unknown },
      {
        id: "mx-const-Shop.Key",
        name: "orders-mx-const-Shop-Key-fceca3e7",
        content: { kind: "container", key: "mx-const-Shop.Key" },
      },
      { id: "existing/acme-admin", name: "acme-admin", content: { kind: "existing", keys: ["mx-admin-password"] } },
    ]);
    expect(grants.slice(-2).map((grant) => (grant as AzureGrant).scope)).toEqual([
      `${VAULT_ID}/secrets/orders-mx-const-Shop-Key-fceca3e7`,
      `${VAULT_ID}/secrets/acme-admin`,
    ]);
  });

  it("may be one that the same stack makes", () => {
    const stack = newStack();
    const vaultId = new TerraformVariable(stack, "vault", { type: "string" }).stringValue;
    const store = sharedVault({ vaultId, vaultName: "acme-mendix" });
    new MendixSecretStoreEnvironment(stack, "environment", azureSample({ store }));
    const synthesized = synthesizeStack(stack);
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_key_vault_secret")[0]).toMatchObject({ key_vault_id: "${var.vault}" });
    expect(synthesized).not.toHaveProperty("data");
  });
});

describe("environments beside each other", () => {
  const other = { name: "billing", storage: blob({ container: "billing" }) };

  it("share a vault that somebody else made", () => {
    const store = sharedVault();
    expect(problemsTogether(azureSample({ store }), azureSample({ ...other, store }))).toEqual([]);
  });

  it("never share a prefix in it", () => {
    const store = sharedVault({ prefix: "acme" });
    expect(problemsTogether(azureSample({ store }), azureSample({ ...other, store }))).toContain(
      "MX-COLLISION billing store.prefix",
    );
  });

  it("never use a vault that one of them made for itself, whose role opens it whole", () => {
    const own = azureSample({ store: vault({ vaultName: "Acme-Mendix" }) });
    expect(problemsTogether(own, azureSample({ ...other, store: sharedVault() }))).toEqual([
      "MX-COLLISION billing store.vaultId",
    ]);
  });

  it("never share a secret's name that differs in upper and lower case only", () => {
    const store = sharedVault({ prefix: "acme", tenantId: TENANT });
    const upper = sharedVault({ prefix: "ACME" });
    expect(problemsTogether(azureSample({ store }), azureSample({ ...other, store: upper }))).toContain(
      "MX-COLLISION billing store.prefix",
    );
  });

  it("never share an identity", () => {
    const one = identity({ name: "acme" });
    expect(problemsTogether(azureSample({ identity: one }), azureSample({ ...other, identity: one }))).toEqual([
      "MX-COLLISION billing identity.name",
    ]);
  });

  it("never share a container", () => {
    expect(problemsTogether(azureSample(), azureSample({ name: "billing" }))).toEqual([
      "MX-COLLISION billing storage.container",
    ]);
  });
});
