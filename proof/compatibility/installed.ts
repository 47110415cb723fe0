import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/**
 * Installs packages into an empty project of their own, and returns where they are.
 *
 * @param options.scripts Whether the packages may run programs of theirs; none does by default.
 */
export function install(dependencies: Readonly<Record<string, string>>, { scripts = false } = {}): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "compatibility-"));
  const manifest = { name: "compatibility", version: "0.0.0", private: true, dependencies };
  fs.writeFileSync(path.join(directory, "package.json"), JSON.stringify(manifest));
  const options = ["--no-audit", "--no-fund", ...(scripts ? [] : ["--ignore-scripts"])];
  const { status, stderr } = spawnSync("npm", ["install", ...options], { cwd: directory, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm install failed:\n${stderr.slice(-2_000)}`);
  return directory;
}

export function versionIn(directory: string, name: string): string {
  const file = path.join(directory, "node_modules", name, "package.json");
  return (JSON.parse(fs.readFileSync(file, "utf8")) as { version: string }).version;
}
