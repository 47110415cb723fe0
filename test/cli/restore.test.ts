import * as fs from "node:fs";
import { describeEnvironment } from "../../lib";
import { AwsSecretsManager, Vault } from "../../lib";
import { restorationsOf } from "../../lib/explain/restoration";
import { azureSample } from "../azure/samples";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { clusterSample } from "../support/kubernetes-samples";
import { googleSample } from "../support/samples-google";
import { sample } from "../support/samples";
import { cli, folderOf } from "../support/terminal";
import { vaultSample } from "../vault/sample";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderOf({ "clusters.yaml": CLUSTERS, ...files });
  folders.push(made);
  return made;
}

test("restore says the commands, the lines and what becomes of the values", async () => {
  const where = folder({ "orders.yaml": ORDERS });
  const { code, out } = await cli(["restore", "orders", "-d", where]);
  expect(code).toBe(0);
  expect(out.replaceAll(where, "FOLDER")).toMatchSnapshot();
});

test("a retired environment is brought back as it was", async () => {
  const where = folder({ "orders.yaml": `${ORDERS}retired: true\n` });
  const { out } = await cli(["restore", "orders", "-d", where]);
  expect(out.replaceAll(where, "FOLDER")).toContain("Take retired: true out of FOLDER/orders.yaml.");
  expect(out).toContain("--secret-id=prod/mendix/orders/database-password");
});

test("the lines that it gives are right, and import what was brought back", async () => {
  const where = folder({ "orders.yaml": ORDERS });
  const { out } = await cli(["restore", "orders", "-d", where, "--json"]);
  const { takeOver } = JSON.parse(out) as { takeOver: readonly string[] };
  const { problems, resources } = describeEnvironment(sample({ takeOver }));
  expect(problems).toEqual([]);
  expect(resources.filter(({ importId }) => importId !== undefined).map(({ path }) => path)).toEqual(takeOver);
});

describe("what each store keeps", () => {
  const of = (props: Parameters<typeof describeEnvironment>[0]) => restorationsOf(describeEnvironment(props));

  test("AWS: nothing where there is no recovery window", () => {
    expect(
      of(sample({ store: new AwsSecretsManager({ recoveryWindowInDays: 0 }) })).map(({ commands }) => commands),
    ).toEqual([[], []]);
  });

  test("Vault: the newest version, in its namespace, unless all versions are deleted", () => {
    const [first] = of(vaultSample({ namespace: "shop", mount: "kv" }));
    expect(first?.commands).toEqual([
      "vault kv metadata get -namespace=shop -mount=kv prod/mendix/orders",
      "vault kv undelete -namespace=shop -mount=kv -versions=VERSION prod/mendix/orders",
    ]);
    expect(of(vaultSample({}, { store: new Vault({ deleteAllVersions: true }) }))[0]?.commands).toEqual([]);
  });

  test("Azure: the vault whole; a secret is recovered by the apply itself", () => {
    const found = of(azureSample());
    expect(found[0]).toMatchObject({
      commands: ["az keyvault recover --name prod-mendix-orders"],
      takeOver: "store/vault",
    });
    expect(found.slice(1).every(({ commands, takeOver }) => commands.length === 0 && takeOver === undefined)).toBe(
      true,
    );
  });

  test("Google: disabled versions alone", () => {
    expect(of(googleSample())[0]?.commands[1]).toMatch(
      /^gcloud secrets versions enable VERSION --secret=prod-mendix-orders-/,
    );
  });

  test("Kubernetes: nothing", () => {
    expect(of(clusterSample()).map(({ commands }) => commands)).toEqual([[]]);
  });
});
