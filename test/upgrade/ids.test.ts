import * as fs from "node:fs";
import * as path from "node:path";
import { RECORDED, RECORDS, recordOf } from "./records";

/**
 * Construct paths and logical ids are a public contract: a changed one is a resource that Terraform destroys. A record
 * is never rewritten, what is new since then is not in it; `npm run record` writes those that are not there yet.
 */
describe.each(RECORDS)("the reference environment $title", (record) => {
  const file = path.join(RECORDED, `${record.id}.json`);
  const recorded = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, string>;

  it("keeps every construct path and logical id that was recorded", () => {
    expect(recordOf(record)).toMatchObject(recorded);
  });

  it("has something to keep", () => {
    expect(Object.keys(recorded).length).toBeGreaterThan(4);
  });
});
