import * as fs from "node:fs";
import * as path from "node:path";
import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import { Cluster, Delivery, MendixSecretStoreEnvironment } from "../../lib";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { describeWith } from "./support/missing";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";

jest.setTimeout(120_000);

const SECRETS = { TF_VAR_billing_database_password: "password", TF_VAR_billing_storage_secret_access_key: "key" };

/** The policy of a pipeline, as the documentation prints it. */
function documentedPolicy(): string {
  const page = fs.readFileSync(path.join(__dirname, "../../docs/vault.md"), "utf8");
  return /```hcl\n(.*?)```/s.exec(page)?.[1] ?? "";
}

describeWith([terraform, provider("vault"), vaultServer], "a pipeline with the documented policy", () => {
  let vault: VaultServer;
  let workspace: Workspace;

  beforeAll(async () => {
    vault = await VaultServer.start();
    await vault.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
    await vault.request("PUT", "sys/policies/acl/pipeline", { policy: documentedPolicy() });
    const { token } = await vault.request("POST", "auth/token/create", { policies: ["pipeline"] });
    workspace = new Workspace({ ...vault.environment, VAULT_TOKEN: token });
    const stack = newStack("billing");
    new VaultProvider(stack, "vault");
    const changes = {
      name: "billing",
      cluster: Cluster.other({ name: "datacenter" }),
      delivery: Delivery.manifests({ directory: "manifests" }),
    };
    new MendixSecretStoreEnvironment(stack, "environment", vaultSample({ maxVersions: 5 }, changes));
    workspace.write(synthesizeStack(stack));
    workspace.init();
  });

  afterAll(async () => {
    workspace.remove();
    await vault.stop();
  });

  it("deploys an environment", async () => {
    workspace.apply(SECRETS);
    expect(await vault.entry("datacenter/mendix/billing/database-password")).toEqual({
      "database-password": "password",
    });
    expect(changesOf(workspace.plan(SECRETS))).toEqual([]);
  });

  it("destroys it", async () => {
    workspace.run(["destroy", "-no-color", "-auto-approve"], SECRETS);
    expect(await vault.entry("datacenter/mendix/billing")).toBeNull();
  });
});
