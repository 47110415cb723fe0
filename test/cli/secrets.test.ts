import * as fs from "node:fs";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

/** Values that somebody said are public, and hold a secret all the same. */
const files = (password: string) => ({
  "clusters.yaml": CLUSTERS,
  "orders.yaml": `${ORDERS}constants:
  Shop.Store: { public: "postgres://shop:${password}@db/orders" }
  Shop.Key: { public: "-----BEGIN PRIVATE KEY-----\\n${password}\\n-----END PRIVATE KEY-----" }
`,
});
const before = folderOf(files("hunter1"));
const after = folderOf(files("hunter2"));

afterAll(() => [before, after].forEach((folder) => fs.rmSync(folder, { recursive: true })));

test.each([
  ["validate"],
  ["validate", "--json"],
  ["explain", "orders"],
  ["explain", "orders", "--json"],
  ["explain", "orders", "--format", "markdown"],
  ["diff", before, after],
  ["diff", before, after, "--json"],
  ["diff", before, after, "--format", "markdown"],
  ["variables", "orders"],
])("%s %s %s prints no secret", async (...parameters) => {
  const { code, out, err } = await cli([...parameters, "-d", after]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).not.toBe("");
  expect(out).not.toMatch(/hunter/);
});

test("a changed value is told without what is secret in it", async () => {
  const { out } = await cli(["diff", before, after]);
  expect(out).toContain("mx-const-Shop.Store changes from postgres://...@db/orders to postgres://...@db/orders.");
});

test("a secret that was mistaken for a name is not printed by an error either", async () => {
  const { code, err } = await cli(["explain", "https://u:hunter2@example.com", "-d", after]);
  expect([code, err]).toEqual([2, expect.stringContaining("https://...@example.com")]);
});
