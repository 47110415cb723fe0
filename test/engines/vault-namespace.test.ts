import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { Delivery, MendixSecretStoreEnvironment, VaultKvMount } from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { describeWith } from "./support/missing";
import { vaultNamespaces, vaultServer, VaultServer } from "../../engines/openbao";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(120_000);

const SECRETS = { TF_VAR_orders_database_password: "password", TF_VAR_orders_storage_secret_access_key: "key" };

describeWith([terraform, provider("vault"), vaultServer, vaultNamespaces], "a namespace of Vault", () => {
  let vault: VaultServer;
  let workspace: Workspace;

  beforeAll(async () => {
    vault = await VaultServer.start();
    await vault.request("POST", "sys/namespaces/acme");
    await vault.request("POST", "acme/sys/auth/k8s", { type: "kubernetes" });
    await vault.request("POST", "acme/sys/mounts/kv", { type: "kv", options: { version: "2" } });
    const stack = newStack("orders");
    new VaultProvider(stack, "vault");
    new VaultKvMount(stack, "kv", { mount: "kv", existingMount: true, maxVersions: 4, namespace: "acme" });
    const delivery = Delivery.manifests({ directory: "manifests" });
    const props = vaultSample({ namespace: "acme", mount: "kv", authMount: "k8s", maxVersions: 3 }, { delivery });
    new MendixSecretStoreEnvironment(stack, "environment", props);
    workspace = new Workspace(vault.environment);
    workspace.write(synthesizeStack(stack));
    workspace.init();
    workspace.apply(SECRETS);
  });

  afterAll(async () => {
    workspace.remove();
    await vault.stop();
  });

  it("holds the environment whole", async () => {
    const { data } = await vault.request("GET", "acme/kv/data/prod/mendix/orders/database-password");
    expect(data["data"]).toEqual({ "database-password": "password" });
    expect((await vault.request("GET", "acme/kv/config")).data).toMatchObject({ max_versions: 4 });
    expect((await vault.request("GET", "acme/sys/policies/acl/prod.mendix.orders")).status).toBe(200);
    expect((await vault.request("GET", "acme/auth/k8s/role/prod.mendix.orders")).data).toMatchObject({
      audience: "vault",
      bound_service_account_names: ["orders"],
    });
  });

  it("leaves nothing in the root namespace", async () => {
    expect((await vault.request("GET", "sys/policies/acl/prod.mendix.orders")).status).toBe(404);
  });

  it("plans nothing the second time", () => {
    expect(changesOf(workspace.plan(SECRETS))).toEqual([]);
  });
});
