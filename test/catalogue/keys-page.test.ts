import * as fs from "node:fs";
import * as path from "node:path";
import { keysPage } from "../../scripts/keys-page";

describe("docs/keys.md", () => {
  it("is what the catalogue says: after a change of it run npx tsc -b && node dist/scripts/docs.js", () => {
    expect(fs.readFileSync(path.join(__dirname, "../../docs/keys.md"), "utf8")).toBe(keysPage());
  });
});
