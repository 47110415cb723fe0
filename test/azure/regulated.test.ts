import { describeEnvironment, SecretValue } from "../../lib";
import { KeyVaultAccess } from "../../lib/azure";
import { collisionProblems } from "../../lib/engine/collisions";
import { expectValidArguments } from "../support/schema-check";
import { resourcesOf, synthesize, type Synthesized } from "../support/synthesize";
import { azureSample, PROVIDERS, sharedVault, SUBNET, vault } from "./samples";

const ZONE = `${PROVIDERS}/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`;

function secret(synthesized: Synthesized, name: string) {
  return resourcesOf(synthesized, "azurerm_key_vault_secret").find((one) => one["name"] === name);
}

describe("a Key Vault that policies rule", () => {
  it("gives every secret a content type and one date", () => {
    const store = vault({ contentType: "text/plain", expiry: { date: "2027-12-31T00:00:00Z" } });
    const synthesized = synthesize(azureSample({ store }));
    expectValidArguments(synthesized);
    const secrets = resourcesOf(synthesized, "azurerm_key_vault_secret");
    expect(secrets.length).toBeGreaterThan(5);
    for (const one of secrets) {
      expect(one).toMatchObject({ content_type: "text/plain", expiration_date: "2027-12-31T00:00:00Z" });
    }
    expect(resourcesOf(synthesized, "time_offset")).toEqual([]);
  });

  it("counts days from each value: by its revision, a setting by its text", () => {
    const password = SecretValue.fromVariable({ revision: 3 });
    const store = vault({ expiry: { days: 365, renewal: 2 } });
    const constants = { "Shop.Key": password, "Shop.Title": "Welcome" };
    const props = azureSample({ store, constants });
    const synthesized = synthesize(props);
    expectValidArguments(synthesized);
    const offsets = synthesized.resource?.["time_offset"] ?? {};
    const [name] = Object.keys(offsets).filter((one) => one.includes("ShopKey"));
    expect(offsets[name ?? ""]).toEqual({ offset_days: 365, triggers: { revision: "3", renewal: "2" } });
    expect(JSON.stringify(secret(synthesized, "database-host"))).toMatch(/time_offset\.[\w-]+\.rfc3339/);
    const texts = Object.values(offsets).filter((one) => JSON.stringify(one).includes("sha256"));
    expect(texts).toContainEqual({ offset_days: 365, triggers: { text: '${sha256("orders")}', renewal: "2" } });
    expect(describeEnvironment(props).providers).toContain("time");
  });

  it("has its private endpoint before the first secret, without a public one", () => {
    const store = vault({
      vaultName: "orders-prod",
      publicNetworkAccess: false,
      privateEndpoint: { subnetId: SUBNET, privateDnsZoneId: ZONE },
    });
    const synthesized = synthesize(azureSample({ store }));
    expectValidArguments(synthesized);
    expect(resourcesOf(synthesized, "azurerm_private_endpoint")).toEqual([
      {
        name: "orders-prod",
        resource_group_name: "mendix",
        location: "westeurope",
        subnet_id: SUBNET,
        private_service_connection: {
          name: "orders-prod",
          private_connection_resource_id: "${azurerm_key_vault.environment_store_vault_7536F9CA.id}",
          is_manual_connection: false,
          subresource_names: ["vault"],
        },
        private_dns_zone_group: { name: "vault", private_dns_zone_ids: [ZONE] },
      },
    ]);
    const [endpoint] = Object.keys(synthesized.resource?.["azurerm_private_endpoint"] ?? {});
    for (const one of resourcesOf(synthesized, "azurerm_key_vault_secret")) {
      expect(one["depends_on"]).toEqual([`azurerm_private_endpoint.${endpoint}`]);
    }
    const { steps, warnings } = describeEnvironment(azureSample({ store }));
    expect(steps.map(({ does }) => does).join()).toContain("Deploy from the network of the private endpoint");
    expect(warnings).toEqual([]);
  });

  it("says that nobody reaches it without any endpoint", () => {
    const { warnings, problems } = describeEnvironment(azureSample({ store: vault({ publicNetworkAccess: false }) }));
    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("write store.privateEndpoint")]);
  });

  it("takes fourteen tags, of 256 characters", () => {
    const tags = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`t${index}`, "x".repeat(256)]));
    expect(describeEnvironment(azureSample({ store: vault({ tags }) })).problems).toEqual([]);
  });

  it("takes public ranges next to private ones", () => {
    const allowedIpRanges = ["9.255.255.255", "11.0.0.0/8", "172.15.255.0/24", "172.32.0.0/12", "192.169.0.0/16"];
    expect(describeEnvironment(azureSample({ store: vault({ allowedIpRanges }) })).problems).toEqual([]);
  });
});

describe("who deploys a vault with RBAC", () => {
  const command =
    'az role assignment create --role \'Key Vault Secrets Officer\' --assignee-object-id "$DEPLOYER" --scope "$(az group show --name mendix --query id --output tsv)"';

  it("is told the role to have before the first apply, as a command", () => {
    expect(describeEnvironment(azureSample()).steps).toContainEqual(
      expect.objectContaining({ as: expect.stringContaining("before the first apply") as unknown, does: command }),
    );
  });

  it("is told nothing where the stack assigns it, or the vault is somebody else's", () => {
    const deployerPrincipalId = "00000000-0000-0000-0000-000000000000";
    for (const store of [vault({ deployerPrincipalId }), sharedVault()]) {
      expect(describeEnvironment(azureSample({ store })).steps.map(({ does }) => does)).not.toContain(command);
    }
  });
});

describe("the role assignments of a shared vault", () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `app${index}`);
  const problemsOf = (count: number, access: KeyVaultAccess) => {
    const { subject, claims, ...rest } = describeEnvironment(azureSample({ store: sharedVault({ access }) }));
    const secrets = claims.filter(({ kind }) => kind === "Key Vault secret");
    const owners = names(count).map((name) => {
      const own = secrets.map((claim) => ({ ...claim, name: `${name}-${claim.name}` }));
      return { blueprint: { ...rest, subject: { ...subject, name }, claims: own }, owner: name, stack: name };
    });
    return collisionProblems(owners).map(({ code, environment, prop }) => `${code} ${environment} ${prop}`);
  };

  it("are counted over all environments, against what the subscription takes", () => {
    const { entries } = describeEnvironment(azureSample({ store: sharedVault() }));
    const most = Math.floor(4_000 / entries.length);
    expect(problemsOf(most, KeyVaultAccess.SECRETS)).toEqual([]);
    expect(problemsOf(most + 1, KeyVaultAccess.SECRETS)).toEqual([`MX-AZURE-ASSIGNMENTS app${most} store.prefix`]);
    expect(problemsOf(most + 1, KeyVaultAccess.VAULT)).toEqual([]);
  });

  it("are one where the identity reads the whole vault, which is said", () => {
    const { grants, warnings } = describeEnvironment(
      azureSample({ store: sharedVault({ access: KeyVaultAccess.VAULT }) }),
    );
    const read = grants.filter(({ purpose }) => purpose === "secret-store");
    expect(read.map(({ summary }) => summary)).toEqual(["read the secrets of the vault acme-mendix"]);
    expect(warnings).toEqual([expect.stringContaining("those of others too")]);
  });
});
