import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { readPlain } from "../../lib/declaration/plain-reader";
import { readFully } from "../../lib/declaration/read-yaml";
import type { SourceFile, SourceNode } from "../../lib/declaration/source";
import { CLUSTERS, ORDERS } from "../support/declarations";

const root = path.join(__dirname, "../..");
const SAMPLES = fs
  .readdirSync(path.join(root, "environments"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.ya?ml$/.test(name))
  .map((name) => fs.readFileSync(path.join(root, "environments", name), "utf8"));

const LISTS = "a:\n- x\n- m: 1\n  z:\n    - true\n    - {}\nb:\n  - k: v\n    l: []\n\n# c\nd: 'q'\n";

/** Every kind of text that stands where it may mean something else. */
const PIECES =
  "a|b|k: v|: |- |-|  |    |\n|\n  |\n- |#| #|'|\"|{}|[]|{|}|[|]|,|&a|*a|!t|!!str |%|@|`|>|?|? |~|null|true|on|No|1|-1|1.5|1.2.3|1e3|0x1|0o7|007|1_0|12:30|2026-01-31|.5|.inf|=|<<|---\n|...\n|\t|\\|é|\r\n|://x|a: b|__proto__: 1|${TfToken[T.1]}|\"x: y\"|'it''s'".split(
    "|",
  );

function compare(text: string): "same" | "left" {
  const file: SourceFile = { path: "a.yaml", text };
  const plain = readPlain(file);
  if (plain === undefined) return "left";
  const full = readFully(file);
  if (full.problems.length > 0 || JSON.stringify(shown(plain)) !== JSON.stringify(full.node && shown(full.node))) {
    throw new Error(`${JSON.stringify(text)}\n${JSON.stringify(shown(plain))}\n${JSON.stringify(full)}`);
  }
  return "same";
}

/** A node with its marks and the order of its keys. */
function shown(node: SourceNode): unknown {
  const mark = [node.mark.start, node.mark.end];
  if (node.kind === "scalar") return [mark, node.value, node.written];
  if (node.kind === "list") return [mark, node.items.map(shown)];
  return [mark, [...node.entries].map(([key, one]) => [key, one.key.start, one.key.end, shown(one.node)])];
}

describe("the reader of plain files", () => {
  test("reads what users write", () => {
    const texts = [...SAMPLES, ORDERS, CLUSTERS, LISTS];
    expect(texts.map(compare)).toEqual(texts.map(() => "same"));
  });

  test("gives the same value, or none, for whatever stands as a key or a value", () => {
    const values = PIECES.flatMap((piece) => PIECES.map((other) => piece + other));
    const results = values.flatMap((value) => [`a: ${value}\n`, `a:\n  - ${value}\n`, `${value}: b\n`].map(compare));
    expect(results.filter((result) => result === "same").length).toBeGreaterThan(500);
  });

  test("gives the same nodes, marks included, or none, whatever is changed in a file", () => {
    const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...PIECES), fc.nat(3));
    const draw = fc.tuple(
      fc.constantFrom(ORDERS, CLUSTERS, LISTS, "a: 1\nb:\n  c: x\n"),
      fc.array(change, { maxLength: 3 }),
    );
    const same = fc.sample(draw, { numRuns: 3_000, seed: 15 }).filter(([base, changes]) => {
      const text = changes.reduce<string>((rest, [where, piece, dropped]) => {
        const at = Math.floor(where * rest.length);
        return rest.slice(0, at) + piece + rest.slice(at + dropped);
      }, base);
      return compare(text) === "same";
    });
    // Enough of them are still plain for the comparison to mean something.
    expect(same.length).toBeGreaterThan(500);
  });
});
