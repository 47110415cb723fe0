import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const CANARY = "canary-71c4";

describe("what Node prints of an uncaught error", () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "uncaught-"));
  const support = path.join(__dirname, "../support");
  const run = spawnSync(process.execPath, [`${support}/run-typescript.mjs`, `${support}/uncaught-error.ts`], {
    encoding: "utf8",
    env: { ...process.env, CANARY, OUTDIR: outdir },
  });

  afterAll(() => fs.rmSync(outdir, { recursive: true }));

  it("is the report, and the process fails", () => {
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("InvalidDeclarationError: 12 problems, nothing was written.");
    expect(run.stderr).toContain("MX-SECRET-PLAIN  A secret can't be written as a plain string");
  });

  it("holds no secret, whichever prop it was written into", () => {
    expect(run.stderr + run.stdout).not.toContain(CANARY);
    // The control: an ordinary value is repeated.
    expect(run.stderr).toContain('"Wrong"');
  });

  it("names no file of the library's call stack", () => {
    expect(run.stderr).not.toMatch(/^ {4}at /m);
  });
});
