import { apiServer, ApiServer } from "../../engines/api-server";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform } from "../../engines/terraform";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import type { KubernetesObject } from "../../lib/core/kubernetes-object";
import { DayTwo, given, noCloud } from "./support/day-two";
import { describeWith } from "./support/missing";

jest.setTimeout(600_000);

const ANNOTATION = "privatecloud.mendix.com/environment-account";
const ENTRY = "prod/mendix/orders/database-password";

/** An environment with everything in Vault and no cloud; its cluster is where its provider of Kubernetes speaks to. */
const files = (kubeconfig: string) => ({
  "clusters.yaml": "prod: { other: {} }\nblue: { other: {} }\n",
  "orders.yaml": noCloud({
    store: "vault: { authMount: kubernetes }",
    providers: `{ vault: {}, kubernetes: { config_path: ${kubeconfig} } }`,
  }),
});

const REAL = given("S3cr3t");
const NONE = given(PLACEHOLDER);

describeWith([terraform, provider("vault"), provider("kubernetes"), vaultServer, apiServer], "an environment", () => {
  let vault: VaultServer;
  let server: ApiServer;
  let day: DayTwo;

  beforeAll(async () => {
    [vault, server] = await Promise.all([VaultServer.start(), ApiServer.start()]);
    for (const name of ["mendix", "shop"]) server.createNamespace(name);
    for (const mount of ["kubernetes", "blue"])
      await vault.request("POST", `sys/auth/${mount}`, { type: "kubernetes" });
  });

  afterAll(() => Promise.all([vault.stop(), server.stop()]));

  beforeEach(async () => {
    day = new DayTwo(files(server.kubeconfig), vault.environment);
    await day.applied(REAL);
  });

  afterEach(async () => {
    await day.workspace.attempt(["destroy", "-no-color", "-auto-approve"], NONE);
    day.remove();
  });

  const value = async () => await vault.entry(ENTRY);
  const uid = (namespace: string, name: string, from = server) => {
    const { code, stdout } = from.tryKubectl([
      "get",
      "mendixapp",
      name,
      "-n",
      namespace,
      "-o",
      "jsonpath={.metadata.uid}",
    ]);
    return code === 0 ? stdout : undefined;
  };
  const annotation = (from: ApiServer) =>
    from.get<KubernetesObject>("sa", "mendix", "orders").metadata.annotations?.[ANNOTATION];
  const bound = async (mount: string) => {
    const { data } = await vault.request("GET", `auth/${mount}/role/prod.mendix.orders`);
    return [data["bound_service_account_namespaces"], data["bound_service_account_names"]];
  };
  const HELD = { "database-password": "S3cr3t" };

  it("moves to another namespace under another name, with its values, and back", async () => {
    const first = uid("mendix", "orders");
    expect(await value()).toEqual(HELD);
    const named = "namedAs: { cluster: prod, namespace: mendix, name: orders }\n";
    day.edit("name: orders\nnamespace: mendix\n", `name: shop\nnamespace: shop\n${named}`);
    expect((await day.changes(NONE)).filter((change) => change.includes("vault_kv_secret_v2"))).toEqual([]);
    await day.applied(NONE);
    expect([await value(), uid("mendix", "orders")]).toEqual([HELD, undefined]);
    expect(uid("shop", "shop")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await bound("kubernetes")).toEqual([["shop"], ["shop"]]);
    expect(await day.changes(NONE)).toEqual([]);

    day.edit(`name: shop\nnamespace: shop\n${named}`, "name: orders\nnamespace: mendix\n");
    await day.applied(NONE);
    expect([await value(), uid("shop", "shop"), await bound("kubernetes")]).toEqual([
      HELD,
      undefined,
      [["mendix"], ["orders"]],
    ]);
    expect(uid("mendix", "orders")).not.toBe(first);
  });

  it("moves to another cluster with its values: stopped here, started there, and deleted here by hand", async () => {
    const other = await ApiServer.start();
    try {
      other.createNamespace("mendix");
      const first = uid("mendix", "orders");
      day.edit("replicas: 2", "replicas: 0");
      await day.applied(NONE);
      // Scaled down, it is the same app.
      expect(uid("mendix", "orders")).toBe(first);

      day.edit("cluster: prod\n", "cluster: blue\nnamedAs: { cluster: prod, namespace: mendix, name: orders }\n");
      day.edit("authMount: kubernetes", "authMount: blue");
      day.edit(server.kubeconfig, other.kubeconfig);
      day.edit("replicas: 0", "replicas: 2");
      await day.applied(NONE);
      expect(uid("mendix", "orders", other)).toMatch(/^[0-9a-f-]{36}$/);
      expect([await value(), await bound("blue")]).toEqual([HELD, [["mendix"], ["orders"]]]);
      // Terraform no longer sees the old cluster: what is there stays until a person deletes it.
      expect(uid("mendix", "orders")).toBe(first);
      server.kubectl(["delete", "mendixapp,secretproviderclass,serviceaccount", "orders", "-n", "mendix"]);
      // One apply is all: the Operator does not see objects without their annotations.
      expect(annotation(other)).toBe("true");
      expect(await day.changes(NONE)).toEqual([]);
    } finally {
      await day.workspace.attempt(["destroy", "-no-color", "-auto-approve"], NONE);
      await other.stop();
    }
  });

  it("goes to GitOps without being touched, and keeps its uid", async () => {
    const first = uid("mendix", "orders");
    day.edit(
      "terraform:\n",
      "delivery: { manifests: { directory: manifests, appliedByTerraform: true } }\nterraform:\n",
    );
    await day.applied(NONE);
    expect([uid("mendix", "orders"), await value()]).toEqual([first, HELD]);
    day.edit(", appliedByTerraform: true", "");
    expect(await day.changes(NONE)).toEqual([]);
    server.kubectl(["delete", "mendixapp,secretproviderclass,serviceaccount", "orders", "-n", "mendix"]);
  });
});
