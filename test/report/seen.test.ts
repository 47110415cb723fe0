import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { REPORT, type Report } from "../../lib/report/shape";
import { cli, folderOf } from "../support/terminal";
import { CANARY, rightServer } from "../world/support/cluster";
import { declarationsOf, ISSUER, needsOf } from "../world/support/declared";
import { deployedCluster } from "../world/support/deployed";

jest.setTimeout(60_000);

const folder = folderOf(declarationsOf(ISSUER));
const dump = stringify(
  { apiVersion: "v1", kind: "List", items: deployedCluster(needsOf("prod")) },
  { aliasDuplicateObjects: false },
);
const made: string[] = [folder];
afterAll(() => made.forEach((one) => fs.rmSync(one, { recursive: true })));

function facts(files: Readonly<Record<string, string>>): string {
  const saved = folderOf(files);
  made.push(saved);
  return saved;
}

const TIME = "2026-11-29T12:00:00Z";
const report = (...options: string[]) => cli(["report", "-d", folder, "--time", TIME, "--json", ...options]);
const parsed = (out: string): Report => REPORT.parse(JSON.parse(out));

describe("report --facts", () => {
  test("tells what doctor and verify find in saved YAML, which does not say when", async () => {
    const { code, out } = await report("--facts", facts({ "prod/dump.yaml": dump }));
    expect(code).toBe(0);
    const { findings } = parsed(out);
    expect(findings).toContainEqual(
      expect.objectContaining({
        by: "verify",
        at: "",
        cluster: "prod",
        environments: expect.arrayContaining(["shop"]),
        title: "Keys that are mounted",
        status: "right",
      }),
    );
    expect(findings.some(({ by }) => by === "doctor")).toBe(true);
    expect(out).not.toContain(CANARY);
  });

  test("tells when collect looked, and nothing of environments that it did not look at", async () => {
    const at = "2026-11-28T08:30:00.000Z";
    const look = { kind: "MendixSecretStoreLook", server: { ...rightServer(ISSUER), at }, gaps: [], only: ["shop"] };
    const files = { "collected-shop/dump.yaml": dump, "collected-shop/look.yaml": stringify(look) };
    const { out } = await report("--facts", facts(files));
    const { findings } = parsed(out);
    expect(findings.length).toBeGreaterThan(10);
    expect(new Set(findings.map((finding) => finding.at))).toEqual(new Set([at]));
    expect(new Set(findings.flatMap(({ environments }) => environments))).toEqual(new Set(["shop"]));
  });

  test("the same facts at the same time are the same bytes", async () => {
    const saved = facts({ "prod/dump.yaml": dump });
    expect((await report("--facts", saved)).out).toBe((await report("--facts", saved)).out);
  });

  test.each([
    ["a folder that is not there", "nowhere", /^There is no folder nowhere\.\n$/],
    [
      "files of nobody knows which cluster",
      facts({ "dump.yaml": dump }),
      /^Which cluster is .* of\? Put its files into/,
    ],
  ])("tells %s in a sentence", async (_what, saved, says) => {
    expect(await report("--facts", saved)).toEqual({ code: 2, out: "", err: expect.stringMatching(says) });
  });

  test("tells a time that is none, and reads no clock where one is given", async () => {
    expect(await cli(["report", "-d", folder, "--time", "yesterday"])).toMatchObject({ code: 2 });
    expect(parsed((await report()).out).made).toBe("2026-11-29T12:00:00.000Z");
  });

  test("writes the page, says where, and that it is confidential", async () => {
    const output = path.join(facts({}), "pages/report.html");
    const { code, out } = await cli(["report", "-d", folder, "--time", TIME, "-o", output]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/report\.html: \d+ environments, \d+ bytes\. It is confidential\.\n$/),
    ]);
    expect(fs.readFileSync(output, "utf8")).toMatch(/^<!doctype html>/);
  });
});
