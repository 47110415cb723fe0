import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { Database, Delivery, MendixSecretStoreEnvironment, SecretValue, StoreLayout } from "../../lib";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { FaultyProxy } from "./support/faulty-proxy";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "./support/openbao";
import { expectStoppedSoon } from "./support/refused";
import { changesOf, provider, terraform, Workspace, type Plan } from "./support/terraform";
import { withAuthMethod } from "./support/vault-stack";

jest.setTimeout(300_000);

const NAME = "prod/mendix/orders";
const APPLY = ["apply", "-no-color", "-input=false", "-auto-approve"];

interface Declared {
  readonly revision: number;
  readonly title?: string;
  readonly layout?: StoreLayout;
}

function configuration({ revision, title = "Welcome", layout = StoreLayout.ENTRIES }: Declared): unknown {
  const stack = newStack("orders");
  new VaultProvider(stack, "vault");
  const password = SecretValue.fromVariable({ revision });
  const database = Database.postgresql({ host: "db.example.com", name: "orders", username: "orders", password });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const changes = { delivery, database, constants: { "Shop.Title": title } };
  new MendixSecretStoreEnvironment(stack, "environment", vaultSample({ layout }, changes));
  return withAuthMethod(synthesizeStack(stack));
}

const variables = (password: string) => ({
  TF_VAR_orders_database_password: password,
  TF_VAR_orders_storage_secret_access_key: "key",
});

describeWith([terraform, provider("vault"), vaultServer], "a write that Vault refuses", () => {
  let vault: VaultServer;
  let proxy: FaultyProxy;
  let workspace: Workspace;

  beforeAll(async () => {
    vault = await VaultServer.start();
    proxy = await FaultyProxy.start(vault.address);
  });

  afterAll(async () => {
    await proxy.stop();
    await vault.stop();
  });

  beforeEach(() => {
    workspace = new Workspace({ ...vault.environment, VAULT_ADDR: proxy.endpoint });
  });

  afterEach(async () => {
    proxy.refuse(undefined);
    await workspace.attempt(["destroy", "-no-color", "-auto-approve"], variables("x"));
    workspace.remove();
  });

  async function apply(declared: Declared, password: string): Promise<number> {
    workspace.write(configuration(declared));
    return (await workspace.attempt(APPLY, variables(password))).code;
  }

  async function first(declared: Declared): Promise<void> {
    workspace.write(configuration(declared));
    workspace.init();
    expect(await apply(declared, "first")).toBe(0);
  }

  async function refused(declared: Declared, password: string): Promise<void> {
    proxy.refuse(/^(PUT|POST) \/v1\/secret\/data\//);
    expect(await apply(declared, password)).toBe(1);
    proxy.refuse(undefined);
  }

  async function changes(password: string): Promise<readonly string[]> {
    await workspace.attempt(["plan", "-no-color", "-input=false", "-out=plan.bin"], variables(password));
    return changesOf(JSON.parse(workspace.run(["show", "-json", "plan.bin"])) as Plan);
  }

  const password = async (entry = `${NAME}/database-password`) =>
    ((await vault.entry(entry)) as Readonly<Record<string, string>>)["database-password"];

  it("stops every plan until another revision of the secret is written", async () => {
    await first({ revision: 1 });
    await refused({ revision: 2 }, "second");
    expect(await password()).toBe("first");
    await expectStoppedSoon(workspace, variables("second"), "Write revision: 3 for it");
    expect(await apply({ revision: 3 }, "second")).toBe(0);
    expect(await password()).toBe("second");
    expect(await changes("dummy")).toEqual([]);
  });

  it("does the same for a document", async () => {
    const layout = StoreLayout.DOCUMENT;
    await first({ revision: 1, layout });
    await refused({ revision: 2, layout }, "second");
    await expectStoppedSoon(workspace, variables("second"), "Raise the revision of one of its secrets by one");
    expect(await apply({ revision: 3, layout }, "second")).toBe(0);
    expect(await password(`${NAME}/secrets`)).toBe("second");
  });

  it("does the same for settings, which are written anew once they are out of the state", async () => {
    await first({ revision: 1 });
    await refused({ revision: 1, title: "Hello" }, "dummy");
    await expectStoppedSoon(workspace, variables("dummy"), "Run terraform state rm vault_kv_secret_v2.");
    const { resources } = JSON.parse(workspace.state) as { resources: readonly { type: string; name: string }[] };
    const entry = resources.find(({ type, name }) => type === "vault_kv_secret_v2" && name.includes("_settings_"));
    workspace.run(["state", "rm", `vault_kv_secret_v2.${entry?.name ?? ""}`]);
    expect(await apply({ revision: 1, title: "Hello" }, "dummy")).toBe(0);
    expect(await vault.entry(NAME)).toMatchObject({ "mx-const-Shop.Title": "Hello" });
    expect(await password()).toBe("first");
  });

  it.each([StoreLayout.ENTRIES, StoreLayout.DOCUMENT])("is any write of the placeholder, by %s", async (layout) => {
    await first({ revision: 1, layout });
    expect(await changes(PLACEHOLDER)).toEqual([]);
    expect(await apply({ revision: 2, layout }, PLACEHOLDER)).toBe(1);
    const entry = layout === StoreLayout.ENTRIES ? `${NAME}/database-password` : `${NAME}/secrets`;
    expect(await password(entry)).toBe("first");
  });
});
