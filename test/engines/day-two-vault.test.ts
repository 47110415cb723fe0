import { VaultProvider } from "@cdktf/provider-vault/lib/provider";
import {
  Cluster,
  Delivery,
  describeEnvironment,
  MendixSecretStoreEnvironment,
  VaultKvMount,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { restorationsOf } from "../../lib/explain/restoration";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { changesOf, provider, terraform, Workspace } from "../../engines/terraform";
import { newStack, synthesizeStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";
import { expectHidden } from "./support/canary";
import { describeWith } from "./support/missing";
import { withAuthMethod } from "./support/vault-stack";

jest.setTimeout(300_000);

type Changes = Partial<MendixSecretStoreEnvironmentProps>;

const CANARY = "canary-2b77c0-day-two";
const ENTRY = "prod/mendix/orders";
const WAS = { cluster: "prod", namespace: "mendix", name: "orders" };
const SECRETS = { TF_VAR_orders_database_password: CANARY, TF_VAR_orders_storage_secret_access_key: `${CANARY}-key` };
const DUMMIES = { TF_VAR_orders_database_password: "dummy", TF_VAR_orders_storage_secret_access_key: "dummy" };

function configuration(changes: Changes = {}): unknown {
  const stack = newStack("orders");
  new VaultProvider(stack, "vault");
  new VaultKvMount(stack, "kv", { existingMount: true, maxVersions: 20 });
  const delivery = Delivery.manifests({ directory: "manifests" });
  const { storage, database } = vaultSample();
  const own = { delivery, ...(storage ? { storage } : {}), ...(database ? { database } : {}), ...changes };
  new MendixSecretStoreEnvironment(stack, "environment", vaultSample({}, own));
  const synthesized = synthesizeStack(stack);
  return changes.retired ? synthesized : withAuthMethod(synthesized);
}

const dr = Cluster.other({ name: "dr", issuer: "https://kubernetes.default.svc.cluster.local" });

describeWith([terraform, provider("vault"), vaultServer], "the second day of an environment in Vault", () => {
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

  const password = () => vault.entry(`${ENTRY}/database-password`);

  it.each<readonly [string, Changes]>([
    ["cluster", { cluster: dr }],
    ["namespace", { namespace: "other" }],
    ["name", { name: "shop" }],
  ])("keeps addresses, paths and values where the %s changes", async (_, changes) => {
    const before = workspace.addresses("vault_kv_secret_v2");
    workspace.write(configuration({ ...changes, namedAs: WAS }));
    const planned = changesOf(workspace.plan(DUMMIES)).map((change) => change.replace(/_[0-9A-F]{8}$/, ""));
    expect(
      planned.filter((change) => change !== "update vault_kubernetes_auth_backend_role.environment_store_role"),
    ).toEqual([]);
    workspace.apply(DUMMIES);
    expect(workspace.addresses("vault_kv_secret_v2")).toEqual(before);
    expect(await password()).toEqual({ "database-password": CANARY });
  });

  it("is taken over by a new state, without a value in plan or state", async () => {
    workspace.write(configuration());
    workspace.apply(DUMMIES);
    const made = workspace.resources().map(({ address }) => address);
    workspace.run(["state", "rm", ...made.filter((address) => address.includes(".environment_"))]);
    workspace.write(configuration({ takeOver: ["store"] }));
    const written = { TF_VAR_orders_database_password: "anew", TF_VAR_orders_storage_secret_access_key: "anew" };
    const plan = workspace.run(["plan", "-no-color", "-input=false", "-out=plan.bin"], written);
    expect(plan).toMatch(/Plan: 5 to import/);
    const shown = workspace.run(["show", "-json", "plan.bin"]);
    expectHidden(CANARY, [plan, shown]);
    expect(shown).toContain(ENTRY);
    workspace.run(["apply", "-no-color", "-input=false", "-auto-approve"], written);
    expectHidden(CANARY, [workspace.state, workspace.run(["show", "-json"])]);
    expect(await password()).toEqual({ "database-password": "anew" });
    expect(changesOf(workspace.plan(written))).toEqual([]);
  });

  it("ends by one apply without a variable, and what was deleted is brought back", async () => {
    workspace.write(configuration());
    workspace.apply(SECRETS);
    const before = await password();
    workspace.write(configuration({ retired: true }));
    workspace.apply();
    expect(workspace.addresses("vault_kv_secret_v2")).toEqual([]);
    expect(await password()).toBeNull();

    const restorations = restorationsOf(describeEnvironment(vaultSample()));
    for (const { name } of restorations) {
      const { data } = await vault.request("GET", `secret/metadata/${name}`);
      await vault.request("POST", `secret/undelete/${name}`, { versions: [data["current_version"]] });
    }
    expect(await password()).toEqual(before);
    const takeOver = restorations.flatMap((restoration) => restoration.takeOver ?? []);
    workspace.write(configuration({ takeOver }));
    workspace.apply(SECRETS);
    expect(await password()).toEqual({ "database-password": CANARY });
    expectHidden(CANARY, [workspace.state]);
    workspace.write(configuration());
    expect(changesOf(workspace.plan(DUMMIES))).toEqual([]);
  });
});
