import * as fs from "node:fs";
import * as path from "node:path";
import { candidatesIn } from "../../../lib/world/adopt/candidates";
import { FINDINGS, findingsOf } from "../../../lib/world/adopt/findings";
import { readObjects } from "../../../lib/world/adopt/found";
import { cli } from "../../support/terminal";

const MISTAKES = path.join(__dirname, "mistakes.yaml");
const { found } = readObjects([MISTAKES]);
const findings = findingsOf(candidatesIn(found), found);

/** Places where the vendor's pages mislead and nothing of it stays in objects: prose, commands, policies, values. */
const NO_TRACE = [5, 8, 9, 10, 14, 16, 17, 18, 19, 21, 22, 24, 29, 30, 31];

describe("adopt --check", () => {
  it("recognises every mistake of the vendor's pages that leaves a trace in objects", () => {
    const recognised = new Set(FINDINGS.flatMap(({ mistakes }) => mistakes));
    const all = Array.from({ length: 33 }, (_, index) => index + 1);
    expect(all.filter((row) => !recognised.has(row))).toEqual(NO_TRACE);
  });

  it("finds in one copy of them what each row of the table is about", () => {
    const ids = new Set(findings.map(({ id }) => id));
    const never = FINDINGS.map(({ id }) => id).filter((id) => !ids.has(id));
    expect(never).toEqual([]);
    const mistakes = new Set(findings.flatMap(({ mistake }) => mistake ?? []));
    expect([...mistakes].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 11, 12, 13, 20, 23, 25, 26, 27, 28, 32, 33]);
  });

  it("says where: file and line of the field", () => {
    const lines = read().split("\n");
    for (const { where, id } of findings.filter((one) => ["flag", "plans", "class-version"].includes(one.id))) {
      const line = Number(where.split(":").at(-1));
      const shows = { flag: "mendixRuntimeVersion", plans: "servicePlan", "class-version": "v1alpha1" }[id] ?? "";
      expect(lines[line - 1]).toContain(shows);
    }
  });

  it("ends with 1 where something is wrong, and with --strict where something is to be looked at", async () => {
    expect((await cli(["adopt", "--check", MISTAKES])).code).toBe(1);
    const shared = path.join(__dirname, "environments");
    const { code, out } = await cli(["adopt", "--check", path.join(shared, "aws.yaml")]);
    expect([code, out]).toEqual([0, "1 environment: 0 wrong, 0 warnings.\n"]);
  });

  it("is explained in docs/adopt.md, row by row", () => {
    const page = fs.readFileSync(path.join(__dirname, "../../../docs/adopt.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([^|]+?) +\| ([^|]*?) +\|$/gm)];
    expect(rows.map(([, id, title, mistakes]) => [id, title, mistakes])).toEqual(
      FINDINGS.map(({ id, title, mistakes }) => [id, title, mistakes.join(", ") || "none"]),
    );
  });
});

function read(): string {
  return fs.readFileSync(MISTAKES, "utf8");
}
