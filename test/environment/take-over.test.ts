import {
  describeEnvironment,
  SecretValue,
  PodIdentity,
  type MendixSecretStoreEnvironmentProps,
  type TakeOver,
} from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { HOLDS_VALUE } from "../../lib/engine/import-ids";
import { explain } from "../../lib/explain/text";
import { azureSample, SUBSCRIPTION } from "../azure/samples";
import { ORDERS, read } from "../support/declarations";
import { googleSample } from "../support/samples-google";
import { clusterSample } from "../support/kubernetes-samples";
import { sample } from "../support/samples";
import { vaultSample } from "../vault/sample";

type Props = MendixSecretStoreEnvironmentProps;

/** Import ids by address. */
function ids(props: Props): Readonly<Record<string, string>> {
  const { resources, problems } = describeEnvironment(props);
  expect(problems).toEqual([]);
  return Object.fromEntries(resources.flatMap(({ path, importId }) => (importId ? [[path, importId]] : [])));
}

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/mendix/providers`;

test("on AWS containers, role and policies are taken over, and no version", () => {
  expect(ids(sample({ takeOver: ["identity", "store"] }))).toEqual({
    "identity/role": "prod-mendix-orders",
    "identity/file-storage": "prod-mendix-orders:prod-mendix-orders-file-storage",
    "identity/secret-store": "prod-mendix-orders:prod-mendix-orders-secret-store",
    "store/settings/secret": "prod/mendix/orders",
    "store/database-password/secret": "prod/mendix/orders/database-password",
  });
});

test("in Vault entries, policy and role are taken over", () => {
  expect(ids(vaultSample({}, { takeOver: ["store"] }))).toEqual({
    "store/policy": "prod.mendix.orders",
    "store/role": "auth/kubernetes/role/prod.mendix.orders",
    "store/entries/settings/entry": "secret/data/prod/mendix/orders",
    "store/entries/database-password/entry": "secret/data/prod/mendix/orders/database-password",
    "store/entries/storage-secret-access-key/entry": "secret/data/prod/mendix/orders/storage-secret-access-key",
  });
});

test("on Azure vault, identity, credential and assignments are taken over", () => {
  const found = ids(azureSample({ takeOver: ["identity", "store"] }));
  expect(found).toMatchObject({
    "store/vault": `${GROUP}/Microsoft.KeyVault/vaults/prod-mendix-orders`,
    "identity/identity": `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/prod-mendix-orders`,
    "identity/federation/prod": `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/prod-mendix-orders/federatedIdentityCredentials/prod-mendix-orders`,
  });
  expect(Object.values(found).filter((id) => id.includes("/Microsoft.Authorization/roleAssignments/"))).toHaveLength(2);
});

test("on Google the secrets are taken over", () => {
  const found = ids(googleSample({ takeOver: ["store"] }));
  expect(found["store/database-password/secret"]).toBe(
    "projects/acme-prod/secrets/prod-mendix-orders-database-password",
  );
  expect(Object.keys(found).filter((path) => !path.endsWith("/secret"))).toEqual([]);
});

test.each([
  ["aws", sample],
  ["azure", azureSample],
  ["google", googleSample],
  ["kubernetes", clusterSample],
])("nothing that holds a value is ever imported: %s", (_, of) => {
  const takeOver = ["store", "identity", { resource: "objects", holdsNoSecret: true }];
  const { resources } = describeEnvironment(of({ takeOver }));
  expect(resources.filter(({ importId }) => importId !== undefined).map(({ type }) => type)).toEqual(
    expect.not.arrayContaining(HOLDS_VALUE),
  );
});

test("an id that only the cloud knows is given", () => {
  const resource = "identity/association";
  const identity = { identity: new PodIdentity({ undocumentedRuntimeAccess: true }) };
  const id = "prod,a-abcdefghijklmnop1";
  expect(ids(sample({ ...identity, takeOver: [{ resource, id }] }))).toEqual({ [resource]: id });
  expect(ids(sample({ ...identity, takeOver: ["identity", { resource, id }] }))[resource]).toBe(id);
  expect(describeEnvironment(sample({ ...identity, takeOver: ["identity"] })).problems[0]).toMatchObject({
    code: "MX-TAKE-OVER",
    prop: "takeOver[0]",
    fix: expect.stringContaining('{ resource: "identity/association", id: "..." }') as string,
  });
});

test("the namespace of a Vault is told: its provider reads it from the surroundings", () => {
  const { warnings } = describeEnvironment(vaultSample({ namespace: "shop" }, { takeOver: ["store"] }));
  expect(warnings).toContain(
    "Export TERRAFORM_VAULT_NAMESPACE_IMPORT=shop for the apply that takes over what is in Vault.",
  );
});

test.each<readonly [string, TakeOver, string]>([
  ["an unknown address", ["identity/rol"], "MX-TAKE-OVER"],
  ["an id of several", [{ resource: "store", id: "a" }], "MX-TAKE-OVER"],
  ["a version", ["store/database-password/version"], "MX-TAKE-OVER-SECRET"],
  ["annotations", ["objects/ServiceAccount-annotations"], "MX-TAKE-OVER"],
])("refused: %s", (_, takeOver, code) => {
  expect(describeEnvironment(sample({ takeOver })).problems.map((problem) => [problem.code, problem.prop])).toEqual([
    [code, "takeOver[0]"],
  ]);
});

test("a file says the same, and explain what becomes of the values", () => {
  const text = `${ORDERS}takeOver:\n  - identity\n  - { resource: store/database-password/secret, id: "arn:aws:x" }\n`;
  const { environments, problems } = read({ "orders.yaml": text });
  expect(problems).toEqual([]);
  const [environment] = environments;
  if (!environment) throw new Error("nothing was read");
  const page = explain(environment.blueprint);
  expect(page).toContain("imports   identity/role   prod-mendix-orders");
  expect(page.replace(/\s+/g, " ")).toContain(
    "prod/mendix/orders/database-password is taken over and its value is not read: the apply writes it anew (export the real TF_VAR_orders_database_password). SecretValue.external() leaves it as it is.",
  );
});

test("diff says what is taken over, what is written, and when the line goes", () => {
  const revision = (changes: Partial<Props>) => new Map([["orders", describeEnvironment(sample(changes))]]);
  const constants = { "Shop.Key": SecretValue.external() };
  const takeOver = ["store/mx-const-Shop.Key", "store/settings"];
  const told = changesBetween(revision({ constants }), revision({ constants, takeOver })).map(({ text }) => text);
  expect(told).toEqual([
    "Terraform takes over by import, in place of making it: aws_secretsmanager_secret store/settings/secret (prod/mendix/orders), aws_secretsmanager_secret store/mx-const-Shop.Key/secret (prod/mendix/orders/mx-const-Shop.Key).",
    "prod/mendix/orders is taken over, and the apply writes the settings into it as they are declared.",
    "prod/mendix/orders/mx-const-Shop.Key is taken over, and its value stays as it is.",
    "Take takeOver out after the apply: where a state is rebuilt and something of it is gone, an import fails.",
  ]);
});
