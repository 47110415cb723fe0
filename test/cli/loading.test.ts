import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "../..");

/** Runs each command line with nothing loaded before it, all in one process that compiles each source once. */
const SCRIPT = `
  const { transformFileSync } = require("@swc/core");
  const compiled = new Map();
  require.extensions[".ts"] = (module, file) => {
    const options = { module: { type: "commonjs" }, jsc: { target: "es2022", parser: { syntax: "typescript" } } };
    if (!compiled.has(file)) compiled.set(file, transformFileSync(file, options).code);
    module._compile(compiled.get(file), file);
  };
  const quiet = () => undefined;
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

const WITHOUT_BINDINGS = [
  ["validate"],
  ["explain", "orders-prod"],
  ["explain", "orders-prod", "--format", "svg"],
  ["variables", "orders-prod"],
  ["diff", "environments", "environments"],
  ["schema"],
];

describe("a command loads what it needs", () => {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), "loading-"));
  const [help, synth, ...others] = loadedBy([
    ["--help"],
    ["synth", "shop-test", "--output", output],
    ...WITHOUT_BINDINGS,
  ]);

  test("help loads neither cdktf nor a schema library", () => {
    expect(help?.code).toBe(0);
    expect(help?.modules.filter((module) => /\/(cdktf|zod|yaml|constructs)\//.test(module))).toEqual([]);
  });

  test.each(WITHOUT_BINDINGS.map((parameters, index) => [parameters, others[index]] as const))(
    "%j loads no provider binding",
    (_parameters, loaded) => {
      expect(loaded?.code).toBe(0);
      expect(loaded?.modules.filter((module) => module.includes("/@cdktf/"))).toEqual([]);
    },
  );

  test("synth does load them, so that this test would see one", () => {
    expect(synth?.code).toBe(0);
    expect(synth?.modules.some((module) => module.includes("/@cdktf/provider-aws/"))).toBe(true);
  });
});
