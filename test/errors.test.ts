import * as fs from "node:fs";
import * as path from "node:path";
import { PROBLEM_CODES } from "../lib";
import { documentationOf } from "../lib/core/problem";
import type { ProblemCode } from "../lib";
import { SECRET, type ErrorRow } from "./support/error-rows";

const AREAS = path.join(__dirname, "errors");

/** The rows of every area: a new one is a file in test/errors that exports ROWS. */
const rows = fs
  .readdirSync(AREAS)
  .flatMap((file) => jest.requireActual<{ ROWS: readonly ErrorRow[] }>(path.join(AREAS, file)).ROWS);

const codes = Object.keys(PROBLEM_CODES) as ProblemCode[];

describe("a bad declaration", () => {
  it.each(rows.map((row) => [`${row.code} at ${row.prop}: ${row.shows}`, row] as const))("%s", (_, row) => {
    const problems = row.problems();
    const found = problems.filter(({ code, prop }) => code === row.code && prop === row.prop);
    expect(found.map(({ environment }) => typeof environment)).toEqual(["string"]);
    expect(found[0]?.message).toContain(row.shows);
    expect(found[0]?.fix).toContain(row.fix);
    expect(JSON.stringify(problems)).not.toContain(SECRET);
  });
});

describe("the codes of problems", () => {
  it("are each shown by a bad declaration, here or in the tests of their part", () => {
    const shown = new Set([...rows.map(({ code }) => code), ...codesNamedByTests()]);
    expect(codes.filter((code) => !shown.has(code))).toEqual([]);
  });

  it("are in order, so that a new one has one place", () => {
    expect(codes).toEqual([...codes].sort());
  });

  it("are each explained in docs/errors.md, in the same order", () => {
    const text = fs.readFileSync(path.join(__dirname, "../docs/errors.md"), "utf8");
    const [, ...sections] = text.split(/^## /m);
    expect(sections.map((section) => section.split("\n")[0])).toEqual(codes);
    // What it means, a wrong example, what to write.
    for (const section of sections)
      expect(section).toMatch(/^[A-Z0-9-]+\n\n[^#\n][^]+\n```[^]+\n```\n\n[A-Z`][^]+\.\n*$/);
  });

  it("lead to their entry", () => {
    expect(documentationOf("MX-S3-REGION")).toBe("docs/errors.md#mx-s3-region");
  });
});

/** Codes that the tests of the parts look for. */
function codesNamedByTests(): readonly ProblemCode[] {
  const files = fs.readdirSync(__dirname, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => /\.test\.ts$/.test(file) && file !== path.basename(__filename))
    .map((file) => fs.readFileSync(path.join(__dirname, file), "utf8"));
  return codes.filter((code) => texts.some((text) => new RegExp(`${code}(?![A-Z-])`).test(text)));
}
