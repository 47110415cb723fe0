import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { Script } from "node:vm";
import type { CommandLine } from "./command-line";

const DIST = path.join(__dirname, "../..");
const FILE = path.join(DIST, "bundle/mendix-secret-store.js");

/** A module's code as Node runs it. */
type Wrapper = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  file: string,
  folder: string,
) => void;

/**
 * The command line from one file, with what V8 compiled of it in an earlier run: a start takes half the time that it
 * takes from modules.
 *
 * @returns undefined where there is no such file: in a checkout, where the modules are newer
 */
export function bundled(): CommandLine | undefined {
  if (fs.existsSync(path.join(DIST, ".tsbuildinfo")) || !fs.existsSync(FILE)) return undefined;
  const code = fs.readFileSync(FILE, "utf8");
  const cache = cacheFile(code);
  const cachedData = readCache(cache);
  const source = `(function (exports, require, module, __filename, __dirname) { ${code}\n})`;
  const script = new Script(source, { filename: FILE, ...(cachedData && { cachedData }) });
  const module = { exports: {} as CommandLine };
  (script.runInThisContext() as Wrapper)(module.exports, createRequire(FILE), module, FILE, path.dirname(FILE));
  if (!cachedData || script.cachedDataRejected) process.once("exit", () => writeCache(cache, script));
  return module.exports;
}

/** V8 holds a cache to itself and to the length of the code: another version of Node or of the package has its own. */
function cacheFile(code: string): string {
  return path.join(DIST, "bundle/cache", `${process.version}-${process.arch}-${code.length}.bin`);
}

function readCache(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** After the run, when all that it needed is compiled. Where the package can't be written to, each run compiles. */
function writeCache(file: string, script: Script): void {
  const beside = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(beside, script.createCachedData());
    fs.renameSync(beside, file);
  } catch {
    fs.rmSync(beside, { force: true });
  }
}
