import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Modules that a command line loads, by the part of their path that says whose they are. */
function loadedBy(...parameters: readonly string[]): readonly string[] {
  const script = `
    const { transformSync } = require("@swc/core");
    const fs = require("node:fs");
    require.extensions[".ts"] = (module, file) =>
      module._compile(transformSync(fs.readFileSync(file, "utf8"), {
        filename: file, module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } },
      }).code, file);
    const { run } = require(${JSON.stringify(path.join(ROOT, "lib/cli/program.ts"))});
    const quiet = () => undefined;
    run(${JSON.stringify(parameters)}, { out: quiet, err: quiet, colour: false, watched: false }).then((code) => {
      console.log(JSON.stringify({ code, modules: Object.keys(require.cache) }));
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  const { code, modules } = JSON.parse(stdout) as { code: number; modules: string[] };
  expect(code).toBe(0);
  return modules;
}

describe("a command loads what it needs", () => {
  test("help loads neither cdktf nor a schema library", () => {
    expect(loadedBy("--help").filter((module) => /\/(cdktf|zod|yaml|constructs)\//.test(module))).toEqual([]);
  });

  test.each([
    [["validate"]],
    [["explain", "orders-prod"]],
    [["explain", "orders-prod", "--format", "svg"]],
    [["variables", "orders-prod"]],
    [["diff", "environments", "environments"]],
    [["schema"]],
  ])("%j loads no provider binding", (parameters) => {
    expect(loadedBy(...parameters).filter((module) => module.includes("/@cdktf/"))).toEqual([]);
  });

  test("synth does load them, so that this test would see one", () => {
    const output = fs.mkdtempSync(path.join(os.tmpdir(), "loading-"));
    const modules = loadedBy("synth", "shop-test", "--output", output);
    expect(modules.some((module) => module.includes("/@cdktf/provider-aws/"))).toBe(true);
    fs.rmSync(output, { recursive: true });
  });
});
