import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Database,
  DatabaseTls,
  Delivery,
  MendixSecretStoreEnvironment,
  SecretValue,
  Vault,
  VaultDatabase,
  VaultDatabaseEngine,
  VaultDynamicRole,
  VaultStaticRole,
  type VaultDatabaseRole,
} from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { expectHidden } from "./support/canary";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { postgresql, PostgresqlServer } from "../../engines/postgresql";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";
import { withAuthMethod } from "./support/vault-stack";

jest.setTimeout(180_000);

const PASSWORD = "of-vault-itself";
const SECRETS = {
  TF_VAR_orders_db_vault_password: PASSWORD,
  TF_VAR_orders_storage_secret_access_key: "storage-key",
};
const STATIC = new VaultStaticRole({ name: "orders-static", username: "orders" });
const DYNAMIC = new VaultDynamicRole({ name: "orders-dynamic", ownerRole: "orders_owner" });

interface Credentials {
  readonly username: string;
  readonly password: string;
}

describeWith([terraform, provider("vault"), vaultServer, postgresql], "database credentials of Vault", () => {
  let postgres: PostgresqlServer;
  let vault: VaultServer;
  let prerequisites: Workspace;

  beforeAll(async () => {
    [postgres, vault] = [await PostgresqlServer.start(), await VaultServer.start()];
    postgres.sql(`CREATE ROLE vault LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
    postgres.sql("CREATE ROLE orders LOGIN PASSWORD 'before'");
    postgres.sql("CREATE ROLE orders_owner NOLOGIN");
    postgres.sql("CREATE DATABASE orders OWNER orders_owner");
    prerequisites = new Workspace(vault.environment);
    prerequisites.write(database());
    prerequisites.init();
    prerequisites.apply(SECRETS);
  });

  afterAll(async () => {
    prerequisites.remove();
    await vault.stop();
    await postgres.stop();
  });

  function database(): unknown {
    const stack = newStack("prerequisites");
    new VaultProvider(stack, "vault");
    new VaultDatabase(stack, "orders", {
      name: "orders-db",
      engine: VaultDatabaseEngine.POSTGRESQL,
      host: `127.0.0.1:${postgres.port}`,
      database: "orders",
      username: "vault",
      password: SecretValue.fromVariable(),
      tls: DatabaseTls.DISABLE,
      roles: [STATIC, DYNAMIC],
      allowDestroy: true,
    });
    return synthesizeStack(stack);
  }

  /** A token with the policy of an environment that logs in to its database with a role. */
  async function tokenWith(role: VaultDatabaseRole): Promise<string> {
    const stack = newStack("orders");
    new VaultProvider(stack, "vault");
    const props = vaultSample(
      {},
      {
        store: new Vault({ tokenMaxTtlInSeconds: 2_764_800 }),
        database: Database.postgresql({ host: "db.example.com", name: "orders", authentication: role }),
        delivery: Delivery.manifests({ directory: "manifests" }),
      },
    );
    new MendixSecretStoreEnvironment(stack, "environment", props);
    const workspace = new Workspace(vault.environment);
    workspace.write(withAuthMethod(synthesizeStack(stack)));
    workspace.init();
    workspace.apply(SECRETS);
    const { token } = await vault.request("POST", "auth/token/create", { policies: ["prod.mendix.orders"] });
    // What was made stays until the server stops; its policy is read when a token is used.
    workspace.remove();
    await vault.request("DELETE", "sys/auth/kubernetes");
    return token;
  }

  const credentials = async (path: string, token?: string) => {
    const { data, lease, status } = await vault.request("GET", `database/${path}`, undefined, token);
    return { ...(data as unknown as Credentials), lease, status };
  };

  it("plan nothing the second time, also with a dummy password", () => {
    expect(changesOf(prerequisites.plan({ ...SECRETS, TF_VAR_orders_db_vault_password: "dummy" }))).toEqual([]);
  });

  it("keep the password of Vault's own user out of plan and state", () => {
    const shown = prerequisites.run(["show", "-json"]);
    expectHidden(PASSWORD, [shown, prerequisites.state]);
    for (const text of [shown, prerequisites.state]) expect(text).toContain("orders-static");
  });

  describe("of a static role", () => {
    it("are read by the environment, and log in", async () => {
      const token = await tokenWith(STATIC);
      const { username, password } = await credentials("static-creds/orders-static", token);
      expect(username).toBe("orders");
      expect(postgres.login("orders", password, "orders")).toBe(true);
      expect(postgres.login("orders", "before", "orders")).toBe(false);
      expect((await credentials("creds/orders-dynamic", token)).status).toBe(403);
    });

    it("have another password after a rotation, and the old one is void", async () => {
      const before = await credentials("static-creds/orders-static");
      await vault.request("POST", "database/rotate-role/orders-static");
      const after = await credentials("static-creds/orders-static");
      expect(after.password).not.toBe(before.password);
      expect(postgres.login("orders", after.password, "orders")).toBe(true);
      expect(postgres.login("orders", before.password, "orders")).toBe(false);
    });
  });

  describe("of a dynamic role", () => {
    it("make tables that stay usable when the user is gone after its lease", async () => {
      const token = await tokenWith(DYNAMIC);
      const first = await credentials("creds/orders-dynamic", token);
      postgres.sql(
        "CREATE TABLE items (id int); INSERT INTO items VALUES (1)",
        "orders",
        first.username,
        first.password,
      );
      await vault.request("PUT", "sys/leases/renew", { lease_id: first.lease, increment: 1 });
      await until(() => !users().includes(first.username));

      const second = await credentials("creds/orders-dynamic", token);
      expect(second.username).not.toBe(first.username);
      postgres.sql("ALTER TABLE items ADD name text", "orders", second.username, second.password);
      expect(postgres.sql("SELECT count(*) FROM items", "orders", second.username, second.password)).toBe("1");
      expect(postgres.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'items'", "orders")).toBe("orders_owner");
    });

    it("leave nothing behind even where a session left its role", async () => {
      const { username, password, lease } = await credentials("creds/orders-dynamic");
      postgres.sql("GRANT CREATE ON SCHEMA public TO PUBLIC", "orders");
      postgres.sql("RESET ROLE; SET ROLE NONE; CREATE TABLE own (id int)", "orders", username, password);
      expect(postgres.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'own'", "orders")).toBe(username);
      expect((await vault.request("PUT", "sys/leases/revoke", { lease_id: lease, sync: true })).status).toBe(204);
      expect(users()).not.toContain(username);
      expect(postgres.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'own'", "orders")).toBe("orders_owner");
    });
  });

  const users = () => postgres.sql("SELECT rolname FROM pg_roles").split("\n");
});

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("it did not come to hold within 20 seconds");
}
