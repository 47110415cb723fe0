import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Database,
  Delivery,
  MendixSecretStoreEnvironment,
  SecretValue,
  VaultKvMount,
  type MendixSecretStoreEnvironmentProps,
  type VaultProps,
} from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { expectNoTrace } from "./support/canary";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";
import { withAuthMethod } from "./support/vault-stack";

jest.setTimeout(180_000);

const PASSWORD = 'S3cr3t-"q$x\\ \n\u00fc${file("/etc/passwd")}';
const NAME = "prod/mendix/orders";
const SECRETS = { TF_VAR_orders_database_password: PASSWORD, TF_VAR_orders_storage_secret_access_key: "key-1" };
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_storage_secret_access_key: "dummy" };
const CONSTANTS = { "Shop.Title": 'Welcome "${user}" %{ if } \u{1F600} \n\\' };

/** A name that a person types, which Terraform would evaluate. */
const AUDIENCE = '${file("/etc/hostname")}%{if}';

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

/** Configuration of one environment whose Kubernetes objects are manifests, and of the engine that it is in. */
function configuration(props: VaultProps = {}, changes: Changes = {}): unknown {
  const stack = newStack("orders");
  new VaultProvider(stack, "vault");
  new VaultKvMount(stack, "kv", { existingMount: true, maxVersions: 20 });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const adminPassword = SecretValue.generated();
  const defaults = { delivery, adminPassword, constants: CONSTANTS };
  new MendixSecretStoreEnvironment(
    stack,
    "environment",
    vaultSample({ audience: AUDIENCE, ...props }, { ...defaults, ...changes }),
  );
  return withAuthMethod(synthesizeStack(stack));
}

function database(revision: number) {
  const password = SecretValue.fromVariable({ revision });
  return Database.postgresql({ host: "db.example.com:5432", name: "orders", username: "orders", password });
}

describeWith([terraform, provider("vault"), provider("random"), vaultServer], "an environment in Vault", () => {
  let vault: VaultServer;
  let workspace: Workspace;

  beforeAll(async () => {
    vault = await VaultServer.start();
    workspace = new Workspace(vault.environment);
    workspace.write(configuration());
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await vault.stop();
  });

  const versionsOf = async (name: string) =>
    Object.keys(((await vault.request("GET", `secret/metadata/${name}`)).data["versions"] as object | undefined) ?? {});

  it("holds each setting as it was declared", async () => {
    expect(await vault.entry(NAME)).toEqual({
      "database-host": "db.example.com:5432",
      "database-jdbc-url": "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
      "database-name": "orders",
      "database-type": "PostgreSQL",
      "database-username": "orders",
      "mx-const-Shop.Title": CONSTANTS["Shop.Title"],
      "mx-runtime-com.mendix.storage.s3.Region": "us-east-1",
      "storage-access-key-id": "orders",
      "storage-bucket-name": "orders",
      "storage-endpoint": "https://minio.example.com:9000",
      "storage-service-name": "com.mendix.storage.s3",
    });
  });

  it("holds each secret in an entry of its own, as it was given", async () => {
    expect(await vault.entry(`${NAME}/database-password`)).toEqual({ "database-password": PASSWORD });
    expect(await vault.entry(`${NAME}/storage-secret-access-key`)).toEqual({ "storage-secret-access-key": "key-1" });
  });

  it("generates the admin password once, with every character class", async () => {
    const { "mx-admin-password": password } = (await vault.entry(`${NAME}/mx-admin-password`)) as Record<
      string,
      string
    >;
    expect(password).toHaveLength(32);
    for (const characters of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) expect(password).toMatch(characters);
  });

  it("holds the audience of the login as it was typed", async () => {
    const { data } = await vault.request("GET", "auth/kubernetes/role/prod.mendix.orders");
    expect(data["audience"]).toBe(AUDIENCE);
  });

  it("configures the engine that it was told of", async () => {
    expect((await vault.request("GET", "secret/config")).data).toMatchObject({ max_versions: 20 });
  });

  it("plans nothing the second time, also with dummy variables", () => {
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });

  it("keeps every secret out of plan, state and information logs", () => {
    const control = "jdbc:postgresql://db.example.com";
    expectNoTrace(workspace, { secret: PASSWORD, variables: SECRETS, control });
  });

  it("touches the settings only when a constant changes, whatever the variables hold", async () => {
    workspace.write(configuration({}, { constants: { "Shop.Title": "Hello" } }));
    const changes = changesOf(workspace.plan(DUMMIES)).map((change) => change.replace(/_[0-9A-F]{8}$/, ""));
    expect(changes).toEqual([
      "create+delete terraform_data.environment_store_entries_settings_written",
      "update vault_kv_secret_v2.environment_store_entries_settings_entry",
    ]);
    workspace.apply(DUMMIES);
    expect(await vault.entry(`${NAME}/database-password`)).toEqual({ "database-password": PASSWORD });
    expect(await vault.entry(NAME)).toMatchObject({ "mx-const-Shop.Title": "Hello" });
  });

  it("writes a new version of a secret by its revision only", async () => {
    workspace.write(configuration({}, { database: database(2) }));
    const before = await vault.entry(`${NAME}/mx-admin-password`);
    workspace.apply({ ...DUMMIES, TF_VAR_orders_database_password: "second" });
    expect(await vault.entry(`${NAME}/database-password`)).toEqual({ "database-password": "second" });
    expect(await versionsOf(`${NAME}/database-password`)).toEqual(["1", "2"]);
    expect(await vault.entry(`${NAME}/storage-secret-access-key`)).toEqual({ "storage-secret-access-key": "key-1" });
    expect(await vault.entry(`${NAME}/mx-admin-password`)).toEqual(before);
  });

  it("takes other options of an entry without rewriting its secret", async () => {
    workspace.write(configuration({ maxVersions: 5 }, { database: database(2) }));
    workspace.apply(DUMMIES);
    workspace.write(configuration({ maxVersions: 7, deleteAllVersions: true }, { database: database(2) }));
    workspace.apply(DUMMIES);
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
    const { data } = await vault.request("GET", `secret/metadata/${NAME}/database-password`);
    expect(data).toMatchObject({ max_versions: 7 });
    expect(await vault.entry(`${NAME}/database-password`)).toEqual({ "database-password": "second" });
  });

  it("keeps every entry when those options are taken out again", async () => {
    workspace.write(configuration({}, { database: database(2) }));
    workspace.apply(DUMMIES);
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
    expect(await vault.entry(`${NAME}/database-password`)).toEqual({ "database-password": "second" });
    expect(await vault.entry(NAME)).toMatchObject({ "database-type": "PostgreSQL" });
  });

  it("writes an entry at its new path before the old one goes", async () => {
    workspace.write(configuration({ path: "moved/orders" }, { database: database(2) }));
    const output = workspace.apply({ ...DUMMIES, TF_VAR_orders_database_password: "third" });
    for (const entry of ["settings", "database-password", "storage-secret-access-key", "mx-admin-password"]) {
      const steps = output
        .split("\n")
        .filter((line) => line.includes(`_${entry}_entry`) && /complete|Destroying/.test(line));
      expect(steps.map((line) => /Creation complete|Destroying|Destruction complete/.exec(line)?.[0])).toEqual([
        "Creation complete",
        "Destroying",
        "Destruction complete",
      ]);
    }
    expect(await vault.entry("moved/orders/database-password")).toEqual({ "database-password": "third" });
  });

  it("says nothing of a foreign write to a setting, which the provider never reads back", async () => {
    await vault.request("POST", "secret/data/moved/orders", { data: {} });
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });

  it("refuses an empty variable with a sentence that names it", () => {
    const empty = { ...DUMMIES, TF_VAR_orders_database_password: "" };
    const { code, output } = workspace.try(["plan", "-no-color", "-input=false"], empty);
    expect(code).not.toBe(0);
    expect(output.replace(/[\s\u2502]+/g, " ")).toContain("TF_VAR_orders_database_password is empty");
  });

  it("deletes the newest version when it is destroyed, so that it can be brought back", async () => {
    workspace.run(["destroy", "-no-color", "-auto-approve"], DUMMIES);
    expect(await vault.entry("moved/orders/database-password")).toBeNull();
    await vault.request("POST", "secret/undelete/moved/orders/database-password", { versions: [1] });
    expect(await vault.entry("moved/orders/database-password")).toEqual({ "database-password": "third" });
    expect((await vault.request("GET", "sys/policies/acl/prod.mendix.orders")).status).toBe(404);
  });

  it("leaves nothing of an entry whose versions were to be deleted", async () => {
    workspace.write(configuration({ path: "gone", deleteAllVersions: true }));
    workspace.apply(DUMMIES);
    workspace.run(["destroy", "-no-color", "-auto-approve"], DUMMIES);
    expect((await vault.request("GET", "secret/metadata/gone/database-password")).status).toBe(404);
  });
});
