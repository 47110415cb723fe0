import * as fs from "node:fs";
import * as path from "node:path";
import { loadDeclarations } from "../../lib/declaration";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

/** A file as people write them: comments, quotes, blank lines, maps of one line. */
const COMMENTED = `# The shop. Ask Kim before you change anything.

${ORDERS.replace("    password:\n      fromVariable: {}\n", '    password: { "fromVariable": { name: shop_db } } # rotated yearly\n')}

adminPassword:   # see the wiki
    generated:
        # the vendor asks for 12
        length:   20

constants: {
  Shop.Title: 'Hello', # shown on top
  Shop.Key: { fromVariable: {revision: 0x04} },   # of the payment provider
  Shop.Other: { external: {} }
  }
# the end`;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true })));

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderOf({ "clusters.yaml": CLUSTERS, ...files });
  folders.push(made);
  return made;
}

const textOf = (where: string, file = "orders.yaml") => fs.readFileSync(path.join(where, file), "utf8");

/** Lines that differ, as a review shows them. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

describe("rotate", () => {
  test("changes nothing of a commented file but the revisions", async () => {
    const where = folder({ "orders.yaml": COMMENTED });
    expect((await cli(["rotate", "orders", "--all", "-d", where])).code).toBe(0);
    expect(difference(COMMENTED, textOf(where))).toEqual([
      '-    password: { "fromVariable": { name: shop_db } } # rotated yearly',
      "-  Shop.Key: { fromVariable: {revision: 0x04} },   # of the payment provider",
      '+    password: { "fromVariable": { name: shop_db, revision: 2 } } # rotated yearly',
      "+        revision: 2",
      "+  Shop.Key: { fromVariable: {revision: 5} },   # of the payment provider",
    ]);
  });

  test("says what to export and run, in which order with the database, and when the app sees it", async () => {
    const where = folder({ "orders.yaml": COMMENTED });
    const { out } = await cli(["rotate", "orders", "database-password", "-d", where]);
    expect(out.replaceAll(where, "FOLDER")).toMatchSnapshot();
  });

  test("gives the database its password first where the app restarts with it", async () => {
    const where = folder({ "orders.yaml": COMMENTED.replace("10.24.14", "9.21.0") });
    const { out } = await cli(["rotate", "orders", "database-password", "--json", "-d", where]);
    const { posix, keys } = JSON.parse(out) as { posix: string[]; keys: unknown };
    expect(posix[0]).toMatch(
      /^# 1\. As the database's administrator, .*\\password orders .*started again: go on at once\.$/,
    );
    expect(keys).toEqual([
      {
        key: "database-password",
        from: 1,
        to: 2,
        source: "variable",
        variable: "TF_VAR_shop_db",
        appliesLive: false,
        app: "restarts the app",
      },
    ]);
  });

  test("asks for no real value that is not written, and for all of a document", async () => {
    const apart = folder({ "orders.yaml": COMMENTED });
    const one = await cli(["rotate", "orders", "mx-const-Shop.Key", "-d", apart]);
    expect(one.out).toContain("export TF_VAR_shop_db=placeholder-never-written");
    const document = folder({
      "orders.yaml": ORDERS.replace("awsSecretsManager: {}", "awsSecretsManager: { layout: document }").concat(
        "adminPassword: { fromVariable: {} }\n",
      ),
    });
    const all = await cli(["rotate", "orders", "mx-admin-password", "-d", document]);
    expect(all.out).toContain("read -r TF_VAR_orders_database_password;");
    expect(all.out).toContain("a document is written whole");
    expect(all.out).not.toContain("placeholder-never-written");
  });

  test("overrides what defaults say of a secret, so that neighbours keep theirs", async () => {
    const shared = ORDERS.replace("name: orders\n", "adminPassword: { generated: {} }\n");
    const where = folder({ "defaults.yaml": shared, "orders.yaml": "name: orders\n" });
    expect((await cli(["rotate", "orders", "--all", "-d", where])).code).toBe(0);
    expect(textOf(where, "defaults.yaml")).toBe(shared);
    expect(textOf(where)).toBe(
      "name: orders\ndatabase: { postgresql: { password: { fromVariable: { revision: 2 } } } }\nadminPassword: { generated: { revision: 2 } }\n",
    );
  });

  const twins = fs.readdirSync("test/declaration/twins").map((store) => `test/declaration/twins/${store}`);

  test.each(["environments", ...twins])("raises every revision of every file in %s", async (from) => {
    const where = folder({});
    fs.cpSync(from, where, { recursive: true });
    for (const { stack, blueprint } of loadDeclarations(where).environments) {
      const { code, out, err } = await cli(["rotate", stack.name, "--all", "--json", "-d", where]);
      if (/has no secret with a revision/.test(err)) continue;
      expect([code, err]).toEqual([0, ""]);
      const raised = (JSON.parse(out) as { keys: { key: string; variable?: string }[] }).keys;
      const after = loadDeclarations(where).environments.find((one) => one.stack.name === stack.name);
      for (const { name, revision, key } of blueprint.variables) {
        expect([key, raised.some((one) => one.key === key)]).toEqual([key, true]);
        expect(after?.blueprint.variables).toContainEqual(expect.objectContaining({ name, revision: revision + 1 }));
      }
    }
  });
});

describe("rotate refuses, and writes nothing,", () => {
  test.each([
    [
      "an unknown environment",
      ["ordesr", "--all"],
      "MX-ENVIRONMENT-UNKNOWN  No environment is called ordesr. Did you mean orders?",
    ],
    [
      "an unknown key",
      ["orders", "database-password", "database-pasword"],
      "MX-ROTATE-KEY  orders has no key database-pasword. Did you mean database-password?",
    ],
    [
      "a setting",
      ["orders", "database-host"],
      "MX-ROTATE-KEY  database-host is a setting and no secret: write its new value at database.host.",
    ],
    [
      "a value of somebody else's",
      ["orders", "mx-const-Shop.Other"],
      "MX-ROTATE-KEY  mx-const-Shop.Other is written by somebody else",
    ],
    [
      "a revision that would go back",
      ["orders", "mx-const-Shop.Key", "--to", "4"],
      "MX-SECRET-REVISION  mx-const-Shop.Key has revision 4, and 4 is not a later one. Write a whole number from 5 to 4294967295.",
    ],
    [
      "no key",
      ["orders"],
      "Which key? Write --all, or some of database-password, mx-admin-password, mx-const-Shop.Key.",
    ],
    ["all keys and one", ["orders", "database-password", "--all"], "--all rotates all keys: name none."],
  ])("%s", async (_, parameters, message) => {
    const where = folder({ "orders.yaml": COMMENTED });
    const { code, out, err } = await cli(["rotate", ...parameters, "-d", where]);
    expect([code, out, err.slice(0, message.length)]).toEqual([2, "", message]);
    expect(textOf(where)).toBe(COMMENTED);
  });

  test("a folder with problems", async () => {
    const text = COMMENTED.replace("namespace: mendix", "namespace: Mendix");
    const where = folder({ "orders.yaml": text });
    expect((await cli(["rotate", "orders", "--all", "-d", where])).code).toBe(1);
    expect(textOf(where)).toBe(text);
  });
});
