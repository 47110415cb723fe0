import { spawnSync } from "node:child_process";
import { describeEnvironment, KvVersion, SecretValue, type VaultProps } from "../../lib";
import { resourcesOf, synthesize } from "../support/synthesize";
import { parametersOf, vaultSample } from "./sample";

describe("Vault", () => {
  test("reads entries that others made, in its own mount, in another one and in KV version 1", () => {
    const props: VaultProps = {
      existing: [
        { path: "orders-configuration", keys: ["mx-admin-password"] },
        { path: "orders-team", keys: ["mx-const-Shop.Title"], mount: "team" },
        { path: "orders-old", keys: ["mx-runtime-Old"], mount: "kv", kvVersion: KvVersion.V1 },
      ],
    };
    const { objects } = parametersOf(props);
    expect(objects.slice(-3)).toEqual([
      {
        objectName: "mx-admin-password",
        secretPath: "secret/data/orders-configuration",
        secretKey: "mx-admin-password",
      },
      { objectName: "mx-const-Shop.Title", secretPath: "team/data/orders-team", secretKey: "mx-const-Shop.Title" },
      { objectName: "mx-runtime-Old", secretPath: "kv/orders-old", secretKey: "mx-runtime-Old" },
    ]);
    const [policy] = resourcesOf(synthesize(vaultSample(props)), "vault_policy");
    expect(Object.keys((JSON.parse(String(policy?.["policy"])) as { path: object }).path)).toEqual([
      "kv/orders-old",
      "secret/data/orders-configuration",
      "secret/data/prod/mendix/orders",
      "secret/data/prod/mendix/orders/database-password",
      "secret/data/prod/mendix/orders/storage-secret-access-key",
      "team/data/orders-team",
    ]);
  });

  test("reads one secret from an existing entry by its property, which is named as the key if nothing is said", () => {
    const { objects } = parametersOf(
      {},
      {
        adminPassword: SecretValue.external({ entry: "orders-configuration", property: "admin" }),
        debuggerPassword: SecretValue.external({ entry: "/team/data/orders" }),
      },
    );
    expect(objects.slice(-2)).toEqual([
      { objectName: "mx-admin-password", secretPath: "secret/data/orders-configuration", secretKey: "admin" },
      { objectName: "mx-debugger-password", secretPath: "team/data/orders", secretKey: "mx-debugger-password" },
    ]);
  });

  test("says with which command a secret is filled, because Vault has no empty entries", () => {
    const props = vaultSample({}, { adminPassword: SecretValue.external() });
    expect(describeEnvironment(props).steps[0]?.does).toBe(
      "vault kv put -mount=secret prod/mendix/orders/mx-admin-password mx-admin-password=-",
    );
    expect(resourcesOf(synthesize(props), "vault_kv_secret_v2")).toHaveLength(3);
  });

  test("leaves an existing role alone, and says what it and its policy must be", () => {
    const props = vaultSample({ existingRole: "mendix-orders", audience: "vault" });
    const synthesized = synthesize(props);
    expect(resourcesOf(synthesized, "vault_policy")).toEqual([]);
    expect(resourcesOf(synthesized, "vault_kubernetes_auth_backend_role")).toEqual([]);
    const [policy, role] = describeEnvironment(props).steps;
    const added = (field: string, item: string) =>
      `${field}="$({ vault read -format=json -field=${field} auth/kubernetes/role/mendix-orders 2>/dev/null; echo ${item}; } | tr -d '[]", ' | grep . | sort -u | paste -sd, -)"`;
    expect(role?.does).toBe(
      [
        "vault write auth/kubernetes/role/mendix-orders",
        added("bound_service_account_names", "orders"),
        added("bound_service_account_namespaces", "mendix"),
        "audience=vault",
        added("token_policies", "prod.mendix.orders"),
      ].join(" "),
    );
    expect(role?.note).toContain("are kept, and these are added");
    expect(policy?.does).toMatch(/^printf %s '\{"path":\{.*\}\}' \| vault policy write prod\.mendix\.orders -$/);
  });

  test.each([
    ["", "orders"],
    ['[\n  "billing",\n  "orders"\n]', "billing,orders"],
    ['[\n  "a",\n  "b"\n]', "a,b,orders"],
  ])("adds to what a role has, in a POSIX shell: %j", (there, expected) => {
    const props = vaultSample({ existingRole: "shared", audience: "vault" });
    const command = describeEnvironment(props).steps[1]?.does ?? "";
    // In place of Vault's client: prints what is there for a read, and one argument of a write.
    const client = `vault() { if [ "$1" = read ]; then printf '%s\n' "$THERE"; else printf %s "$3"; fi; }`;
    const { stdout } = spawnSync("sh", ["-c", `${client}\n${command}`], {
      encoding: "utf8",
      env: { ...process.env, THERE: there },
    });
    expect(stdout).toBe(`bound_service_account_names=${expected}`);
  });

  test("names the namespace of Vault that its administrator acts in", () => {
    const { steps } = describeEnvironment(
      vaultSample({ existingRole: "shared", audience: "vault", namespace: "team a" }),
    );
    expect(steps[0]?.as).toBe("as the administrator of Vault, with VAULT_NAMESPACE='team a' exported");
  });

  test("is put after the apply where Terraform wrote it until now: that apply deletes the entry", () => {
    const { steps } = describeEnvironment(vaultSample({}, { adminPassword: SecretValue.external() }));
    expect(steps.find(({ as }) => as === "as the owner of the value")).toEqual({
      as: "as the owner of the value",
      does: "vault kv put -mount=secret prod/mendix/orders/mx-admin-password mx-admin-password=-",
      command: true,
      fills: "mx-admin-password",
      note: expect.stringMatching(
        /after the apply that takes the value from it: that apply deletes the entry/,
      ) as string,
    });
  });
});
