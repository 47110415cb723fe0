import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Without cdktf and the bindings, runs each command line with nothing loaded before it, all in one process that compiles each source once. */
const SCRIPT = `
  const { transformFileSync } = require("@swc/core");
  const compiled = new Map();
  require.extensions[".ts"] = (module, file) => {
    const options = { module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } } };
    if (!compiled.has(file)) compiled.set(file, transformFileSync(file, options).code);
    module._compile(compiled.get(file), file);
  };
  const quiet = () => undefined;
  const { Module } = require("node:module");
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) => {
    if (!/^(cdktf|constructs|@cdktf)(\\/|$)/.test(request)) return resolve(request, ...rest);
    throw Object.assign(new Error("Cannot find module '" + request + "'"), { code: "MODULE_NOT_FOUND" });
  };
  async function loadedBy(parameters) {
    for (const module of Object.keys(require.cache)) delete require.cache[module];
    const { run } = require(process.argv[1]);
    const code = await run(parameters, { out: quiet, err: quiet, colour: false, watched: false });
    return { code, modules: Object.keys(require.cache) };
  }
  (async () => {
    const results = [];
    for (const parameters of JSON.parse(process.argv[2])) results.push(await loadedBy(parameters));
    console.log(JSON.stringify(results));
  })();`;

interface Loaded {
  readonly code: number;
  readonly modules: readonly string[];
}

/** What command lines load, each on its own. */
function loadedBy(commandLines: readonly (readonly string[])[]): readonly Loaded[] {
  const program = path.join(ROOT, "lib/cli/program.ts");
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", SCRIPT, program, JSON.stringify(commandLines)], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as Loaded[];
}

/** Every command that reads declarations; each works where cdktf is not installed. */
const output = fs.mkdtempSync(path.join(os.tmpdir(), "loading-"));
const WITHOUT_CDKTF = [
  ["synth", "--output", output],
  ["synth", "--check", "--output", output],
  ["validate"],
  ["explain", "orders-prod"],
  ["explain", "orders-prod", "--format", "svg"],
  ["variables", "orders-prod"],
  ["diff", "environments", "environments"],
  ["schema"],
];

describe("a command loads what it needs", () => {
  const [help, ...others] = loadedBy([["--help"], ...WITHOUT_CDKTF]);

  afterAll(() => fs.rmSync(output, { recursive: true }));

  test("help loads neither cdktf nor a schema library", () => {
    expect(help?.code).toBe(0);
    expect(help?.modules.filter((module) => /\/(cdktf|zod|yaml|constructs)\//.test(module))).toEqual([]);
  });

  test.each(WITHOUT_CDKTF.map((parameters, index) => [parameters, others[index]] as const))(
    "%j loads no cdktf and no provider binding",
    (_parameters, loaded) => {
      expect(loaded?.code).toBe(0);
      expect(loaded?.modules.some((module) => module.includes("/zod/"))).toBe(loaded !== others.at(-1));
      expect(loaded?.modules.filter((module) => /\/(@cdktf|cdktf|constructs)\//.test(module))).toEqual([]);
    },
  );
});
