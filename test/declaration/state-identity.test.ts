import { stateIdentity } from "../../lib/declaration/state-identity";
import { toYaml } from "../../lib/core/yaml";
import { ORDERS, read } from "../support/declarations";

type Arguments = Readonly<Record<string, unknown>>;

/** Codes and props of the problems of two environments with these backends; none has the default. */
function problemsWith(one: unknown, other: unknown): readonly string[] {
  const shop = ORDERS.replaceAll("orders", "shop");
  const block = (backend: unknown) => (backend === undefined ? "" : toYaml({ terraform: { backend } }));
  const { problems } = read({ "a.yaml": ORDERS + block(one), "b.yaml": shop + block(other) });
  return problems.map(({ code, prop }) => `${code} ${prop}`);
}

const SHARED = ["MX-COLLISION terraform.backend"];

describe("two environments with one Terraform state are refused", () => {
  test.each<[string, Arguments, Arguments]>([
    ["s3", { bucket: "b", key: "k" }, { bucket: "b", key: "k", encrypt: true, region: "eu-west-1", profile: "p" }],
    ["s3", { bucket: "b", key: "k", dynamodb_table: "t" }, { bucket: "b", key: "k", use_lockfile: true }],
    [
      "azurerm",
      { storage_account_name: "a", container_name: "c", key: "k" },
      { storage_account_name: "a", container_name: "c", key: "k", use_oidc: true, resource_group_name: "g" },
    ],
    ["gcs", { bucket: "b", prefix: "p" }, { bucket: "b", prefix: "p/", impersonate_service_account: "x" }],
    ["http", { address: "https://s.example.com/1" }, { address: "https://s.example.com/1/", lock_method: "PUT" }],
    ["kubernetes", { secret_suffix: "s" }, { secret_suffix: "s", config_path: "~/.kube/config" }],
    ["consul", { address: "c", path: "p" }, { address: "c", path: "p", gzip: true }],
    ["pg", { schema_name: "terraform_remote_state" }, {}],
    [
      "cloud",
      { organization: "o", workspaces: { name: "w" } },
      { hostname: "app.terraform.io", organization: "o", workspaces: { name: "w", project: "p" } },
    ],
    [
      "cloud",
      { organization: "o", workspaces: { name: "w" } },
      { hostname: "App.Terraform.io", organization: "o", workspaces: [{ name: "w" }] },
    ],
    [
      "s3",
      { bucket: "b", key: "k" },
      { bucket: "b", key: "k", endpoints: { s3: "https://s3.eu-west-1.amazonaws.com" } },
    ],
    ["http", { address: "https://s.example.com/1" }, { address: "https://S.example.com.:443/1" }],
    ["kubernetes", { secret_suffix: "s" }, { secret_suffix: "s", namespace: "default" }],
    ["consul", { path: "p" }, { address: "127.0.0.1:8500", path: "p" }],
    ["oci", { namespace: "n", bucket: "b" }, { namespace: "n", bucket: "b", key: "terraform.tfstate", auth: "x" }],
    ["oss", { bucket: "b" }, { bucket: "b", prefix: "env:", key: "terraform.tfstate", encrypt: true }],
    ["cos", { bucket: "b-1" }, { bucket: "b-1", region: "ap-1", prefix: "env:" }],
    ["gcs", { bucket: "b" }, { bucket: "b", prefix: "" }],
    [
      "azurerm",
      { storage_account_name: "a", container_name: "c", key: "k" },
      { storage_account_name: "a", container_name: "c", key: "k", environment: "public", subscription_id: "s" },
    ],
    ["local", { path: "../../s" }, { path: "../.././s" }],
    ["local", { path: "../../s" }, { path: "..\\..\\s" }],
  ])("%s %j and %j", (type, one, other) => {
    expect(problemsWith({ [type]: one }, { [type]: other })).toEqual(SHARED);
  });

  test("the two kinds of backend that name a workspace", () => {
    const workspace = { organization: "o", workspaces: { name: "w" } };
    expect(problemsWith({ cloud: workspace }, { remote: workspace })).toEqual(SHARED);
  });

  test("a path that is another's default", () => {
    expect(problemsWith(undefined, { local: { path: "../../../terraform.orders.tfstate" } })).toEqual(SHARED);
    expect(problemsWith({ local: { path: "../../../terraform.shop.tfstate" } }, undefined)).toEqual([
      "MX-COLLISION name",
    ]);
  });
});

describe("two environments with a state each are not", () => {
  test.each<[string, Arguments, Arguments]>([
    ["s3", { bucket: "b", key: "k" }, { bucket: "b", key: "l" }],
    ["s3", { bucket: "b", key: "k" }, { bucket: "b", key: "k", endpoints: { s3: "https://minio.example.com" } }],
    ["azurerm", { storage_account_name: "a", key: "k" }, { storage_account_name: "b", key: "k" }],
    ["gcs", { bucket: "b", prefix: "p" }, { bucket: "b", prefix: "q" }],
    ["kubernetes", { secret_suffix: "s", namespace: "a" }, { secret_suffix: "s", namespace: "b" }],
    ["cloud", { organization: "o", workspaces: { name: "w" } }, { organization: "o", workspaces: { name: "x" } }],
    ["pg", { schema_name: "a" }, {}],
    ["kubernetes", { secret_suffix: "s", config_path: "a" }, { secret_suffix: "s", config_path: "b" }],
    ["kubernetes", { secret_suffix: "s", in_cluster_config: true }, { secret_suffix: "s" }],
    ["oci", { namespace: "n", bucket: "b", region: "r1" }, { namespace: "n", bucket: "b", region: "r2" }],
    ["http", { address: "https://s.example.com/A" }, { address: "https://s.example.com/a" }],
    ["consul", { path: "p", datacenter: "a" }, { path: "p", datacenter: "b" }],
    ["azurerm", { storage_account_name: "a", key: "k" }, { storage_account_name: "a", key: "k", environment: "china" }],
    ["local", {}, {}],
  ])("%s %j and %j", (type, one, other) => {
    expect(problemsWith({ [type]: one }, { [type]: other })).toEqual([]);
  });

  test("states of two kinds of backend", () => {
    expect(problemsWith({ s3: { bucket: "b", key: "k" } }, { oss: { bucket: "b", key: "k" } })).toEqual([]);
  });
});

test("a state is named without the login in its address", () => {
  const backend = { type: "pg", arguments: { conn_str: "postgres://me:hunter2@db/states?sslmode=require" } };
  expect(stateIdentity(backend, "orders")).toBe(
    "conn_str postgres://db/states, schema_name terraform_remote_state, table_name states",
  );
  const keywords = { type: "pg", arguments: { conn_str: "host=db user=me password='hunter 2' dbname=states" } };
  expect(stateIdentity(keywords, "orders")).toBe(
    "conn_str host=db dbname=states, schema_name terraform_remote_state, table_name states",
  );
});
