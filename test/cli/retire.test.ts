import * as fs from "node:fs";
import * as path from "node:path";
import { describeEnvironment } from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { sample } from "../support/samples";
import { cli, folderOf } from "../support/terminal";

const COMMENTED = `# The shop. Ask Kim before you change anything.\n\n${ORDERS}# the end\n`;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderOf({ "clusters.yaml": CLUSTERS, ...files });
  folders.push(made);
  return made;
}

const textOf = (where: string) => fs.readFileSync(path.join(where, "orders.yaml"), "utf8");

describe("retire", () => {
  test("adds one line to a commented file, and says what goes, in which order, and what stays", async () => {
    const where = folder({ "orders.yaml": COMMENTED });
    const { code, out } = await cli(["retire", "orders", "-d", where]);
    expect(code).toBe(0);
    const lines = textOf(where).split("\n");
    expect(lines.filter((line) => !COMMENTED.split("\n").includes(line))).toEqual(["retired: true"]);
    expect(COMMENTED.split("\n").filter((line) => !lines.includes(line))).toEqual([]);
    expect(out.replaceAll(where, "FOLDER")).toMatchSnapshot();
  });

  test("leaves a file that says so already as it is", async () => {
    const where = folder({ "orders.yaml": `${COMMENTED}retired: true\n` });
    const before = textOf(where);
    expect((await cli(["retire", "orders", "-d", where])).code).toBe(0);
    expect(textOf(where)).toBe(before);
  });

  test("writes nothing while another environment reads its entries", async () => {
    const reader = ORDERS.replaceAll("orders", "shop").replace(
      "awsSecretsManager: {}",
      "awsSecretsManager:\n    existing: [{ secret: prod/mendix/orders, keys: [mx-const-Shop.Title] }]",
    );
    const where = folder({ "orders.yaml": COMMENTED, "shop.yaml": reader });
    const { code, err, out } = await cli(["retire", "orders", "-d", where]);
    expect(code).not.toBe(0);
    expect(err + out).toContain("MX-COLLISION");
    expect(textOf(where)).toBe(COMMENTED);
  });

  test("an unknown environment is one sentence", async () => {
    const where = folder({ "orders.yaml": COMMENTED });
    const { code, err } = await cli(["retire", "order", "-d", where]);
    expect(code).not.toBe(0);
    expect(err).toContain("No environment is called order. Did you mean orders?");
  });
});

describe("a retired environment", () => {
  const where = folder({ "orders.yaml": `${ORDERS}retired: true\n` });
  const output = path.join(where, "out");

  test("is a stack of its state and its providers, which asks for no variable", async () => {
    expect((await cli(["synth", "-d", where, "-o", output])).code).toBe(0);
    const stack = JSON.parse(fs.readFileSync(path.join(output, "stacks/orders/cdk.tf.json"), "utf8")) as object;
    expect(Object.keys(stack).sort()).toEqual(["//", "provider", "terraform"]);
    expect(stack).toMatchObject({
      provider: { aws: [{ region: "eu-west-1" }], kubernetes: [{ config_path: "~/.kube/config" }] },
      terraform: { backend: { local: { path: "../../../terraform.orders.tfstate" } } },
    });
    expect((await cli(["variables", "orders", "-d", where])).out).not.toContain("TF_VAR");
  });

  test("is explained by what goes and what stays", async () => {
    const { out } = await cli(["explain", "orders", "-d", where]);
    expect(out).toMatch(/goes +The MendixApp mendix\/orders/);
    expect(out).toMatch(/stays +The files at s3:\/\/acme-files\/orders/);
  });

  test("is told by diff, and its file after it means nothing more", () => {
    const revision = (retired?: boolean) =>
      new Map([["orders", describeEnvironment(sample(retired === undefined ? {} : { retired }))]]);
    const told = (before: Parameters<typeof changesBetween>[0], after: Parameters<typeof changesBetween>[1]) =>
      changesBetween(before, after).map(({ effect, text }) => `${effect}: ${text}`);
    expect(told(revision(), revision(true))).toContain(
      "removed: The environment is retired: the next apply destroys it, with its entries and its identity.",
    );
    expect(told(revision(true), new Map())).toEqual([
      "declared: The file of a retired environment goes: synth --prune removes the folder of its stack.",
    ]);
    expect(told(revision(), new Map())[0]).toContain("keep it with retired: true until they are");
    expect(told(revision(true), revision(true))).toEqual([]);
  });

  test("a file that was deleted is answered with the line", async () => {
    fs.renameSync(path.join(where, "orders.yaml"), path.join(where, "other.yaml"));
    fs.writeFileSync(path.join(where, "other.yaml"), ORDERS.replaceAll("orders", "other"));
    const { err } = await cli(["synth", "-d", where, "-o", output]);
    expect(err).toContain("Or put its file back and run mendix-secret-store retire orders.");
  });
});
