import * as fs from "node:fs";
import * as path from "node:path";
import { doctorPage, troubleshootingPage } from "../../scripts/world-pages";
import { DOCTOR_CHECKS } from "../../lib/world/checks";
import { VERIFY_CHECKS } from "../../lib/world/verify";

const DOCS = path.join(__dirname, "../../docs");

const PAGES = [
  ["doctor.md", doctorPage, DOCTOR_CHECKS],
  ["troubleshooting.md", troubleshootingPage, VERIFY_CHECKS],
] as const;

describe.each(PAGES)("docs/%s", (name, make, checks) => {
  const page = fs.readFileSync(path.join(DOCS, name), "utf8");

  it("is what the tables say: run npm run schema", () => {
    expect(page).toBe(make());
  });

  it("has an anchor for every check, and each once", () => {
    const headings = [...page.matchAll(/^### (\S+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(expect.arrayContaining(checks.map(({ id }) => id)));
    expect(new Set(headings).size).toBe(headings.length);
  });

  it("says of every check what it looks at and why, in sentences", () => {
    for (const { title, why } of checks) {
      expect(title).toMatch(/^[A-Z][^.]*$/);
      expect(why).toMatch(/^[A-Z].*\.$/);
    }
  });
});
