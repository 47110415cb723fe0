import * as fs from "node:fs";
import * as path from "node:path";
import { edited, type Edit } from "../../lib/declaration/edit";
import { saveEdited } from "../../lib/declaration/save";
import { folderOf } from "../support/terminal";

const REVISION: Edit = { path: ["adminPassword", "generated", "revision"], value: 2 };

function edit(text: string, ...edits: readonly Edit[]): string {
  const result = edited({ path: "environments/orders.yaml", text }, edits);
  if ("problem" in result) throw new Error(result.problem.message);
  return result.text;
}

describe("a value of a file", () => {
  test.each([
    ["replaced, its comment kept", "a: 1 # one\nb: 2\n", ["a"], "a: 7 # one\nb: 2\n"],
    ["replaced in a map of one line", "m: { a: 1, b: 2 } # m\n", ["m", "a"], "m: { a: 7, b: 2 } # m\n"],
    ["replaced in a list of maps", "l: { x: [1] }\nm:\n  a:   1\n", ["m", "a"], "l: { x: [1] }\nm:\n  a:   7\n"],
    ["given where it was left out", "m:\n  a:\n  b: 1\n", ["m", "a"], "m:\n  a: 7\n  b: 1\n"],
    ["added to an empty map", "m: {} # none\n", ["m", "a"], "m: { a: 7 } # none\n"],
    ["added to an empty map of two lines", "m: { # none\n  }\n", ["m", "a"], "m: { a: 7 # none\n  }\n"],
    ["added to a map of one line", "m: { b: x }\n", ["m", "a"], "m: { b: x, a: 7 }\n"],
    ["added before a last comma", "m: { b: x, }\n", ["m", "a"], "m: { b: x, a: 7, }\n"],
    [
      "added to a map of lines",
      "m:\n    b: x # b\n# end\no: 1\n",
      ["m", "a"],
      "m:\n    b: x # b\n    a: 7\n# end\no: 1\n",
    ],
    ["added below a nested map", "m:\n  b:\n    c: x\no: 1\n", ["m", "a"], "m:\n  b:\n    c: x\n  a: 7\no: 1\n"],
    [
      "added below a list",
      "m:\n  b:\n    - x\n    - q: z\no: 1\n",
      ["m", "a"],
      "m:\n  b:\n    - x\n    - q: z\n  a: 7\no: 1\n",
    ],
    ["added below a block of text", "m:\n  b: |\n    x\no: 1\n", ["m", "a"], "m:\n  b: |\n    x\n  a: 7\no: 1\n"],
    ["added to the file", "b: x", ["a"], "b: x\na: 7"],
    ["added with the maps around it", "b: x\n", ["m", "Shop.A", "a"], "b: x\nm: { Shop.A: { a: 7 } }\n"],
    ["added inside a map that is there", "m:\n  b: x\n", ["m", "c", "a"], "m:\n  b: x\n  c: { a: 7 }\n"],
    ["added after lines that end as Windows ends them", "m:\r\n  b: x\r\n", ["m", "a"], "m:\r\n  b: x\r\n  a: 7\r\n"],
    ["put in place of another kind", "m: text # t\n", ["m", "a"], "m: { a: 7 } # t\n"],
  ])("is %s", (_, text, where, expected) => {
    expect(edit(text, { path: where, value: 7 })).toBe(expected);
  });

  test("is quoted where YAML would read something else", () => {
    expect(edit("a: 1\n", { path: ["a"], value: "on" })).toBe('a: "on"\n');
  });

  test("leaves a commented file alone, character by character", () => {
    const text = [
      "# yaml-language-server: $schema=../schema/overlay.schema.json",
      "name:   orders   # the shop",
      "",
      "adminPassword:  # who reads it: see the wiki",
      "    generated:",
      "        # twelve at least",
      '        "length": 0x20   # hexadecimal',
      "        # nothing follows",
      "constants: {Shop.A: 'x', # first",
      '  Shop.B: "y"}',
      "# the end, without a line break",
    ].join("\n");
    const lines = edit(text, REVISION).split("\n");
    expect(lines.splice(7, 1)).toEqual(["        revision: 2"]);
    expect(lines.join("\n")).toBe(text);
  });

  test("is edited several times in one file, also in what the first one made", () => {
    const other: Edit = { path: ["adminPassword", "generated", "length"], value: 20 };
    expect(edit("name: orders\n", REVISION, other)).toBe(
      "name: orders\nadminPassword: { generated: { revision: 2, length: 20 } }\n",
    );
  });

  test("is left where an edit would change something else", () => {
    const result = edited({ path: "f.yaml", text: "- a\n- b\n" }, [REVISION]);
    expect(result).toMatchObject({ problem: { code: "MX-YAML-EDIT", location: "f.yaml" } });
    expect(result).toMatchObject({ problem: { fix: "Write adminPassword.generated.revision: 2." } });
  });
});

describe("an edited file", () => {
  const folder = folderOf({ "a.yaml": "a: 1\n" });
  const file = path.join(folder, "a.yaml");
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  beforeEach(() => fs.writeFileSync(file, "a: 1\n"));

  test("keeps its rights and its mark, and a link stays one", () => {
    fs.writeFileSync(file, "\ufeffa: 1\n");
    fs.chmodSync(file, 0o640);
    const link = path.join(folder, "link.yaml");
    fs.symlinkSync(file, link);
    expect(saveEdited({ path: link, text: "a: 1\n" }, "a: 2\n")).toBeUndefined();
    expect(fs.readFileSync(file, "utf8")).toBe("\ufeffa: 2\n");
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("that somebody else changed meanwhile stays as it is, and nothing lies beside it", () => {
    fs.writeFileSync(file, "a: 3\n");
    expect(saveEdited({ path: file, text: "a: 1\n" }, "a: 2\n")).toMatchObject({ code: "MX-YAML-EDIT" });
    expect(fs.readFileSync(file, "utf8")).toBe("a: 3\n");
    expect(fs.readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
