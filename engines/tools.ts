import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findProgram } from "./process";

/** Where `engines/install.mjs` builds programs: `PROGRAM/VERSION/PROGRAM`. */
const CACHE = path.join(
  process.env["XDG_CACHE_HOME"] || path.join(os.homedir(), ".cache"),
  "cdktf-mendix-secret-store/engines",
);

/**
 * An engine's program: in the folder that ENGINES_BIN names, on `PATH`, or the newest that was built.
 *
 * @param names Alternatives, the first that is found.
 */
export function tool(...names: readonly string[]): string | undefined {
  const named = process.env["ENGINES_BIN"];
  const inFolder = names.map((name) => (named ? path.join(named, name) : undefined));
  return findProgram(...inFolder, ...names, ...names.map(newestBuilt));
}

function newestBuilt(name: string): string | undefined {
  const folder = path.join(CACHE, name);
  if (!fs.existsSync(folder)) return undefined;
  const versions = fs.readdirSync(folder).sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  return versions.map((version) => path.join(folder, version, name)).find((file) => fs.existsSync(file));
}
