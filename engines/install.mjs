// Builds the engines that are Go programs of public modules (engines/tools.json), at the versions that their go.mod pins,
// into a cache outside the clone: `node engines/install.mjs [PROGRAM...]`. What is there is left alone. A program that
// can't be built is named and the rest goes on: the tests that need it are skipped. MINUTES is a limit on it all.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "cdktf-mendix-secret-store", "engines");
const TOOLS = JSON.parse(readFileSync(join(HERE, "tools.json"), "utf8"));
const DEADLINE = Date.now() + Number(process.env.MINUTES ?? 60) * 60_000;

/** The version that a module of tools pins. */
function versionOf(folder, module) {
  const text = readFileSync(join(HERE, "tools", folder, "go.mod"), "utf8");
  const version = text.split("\n").flatMap((line) =>
    line
      .trim()
      .replace(/^require /, "")
      .split(`${module} `),
  )[1];
  if (!/^v\d/.test(version ?? "")) throw new Error(`engines/tools/${folder}/go.mod pins no ${module}`);
  return version.split(" ")[0];
}

/** Linker flags: a program that does not know its version is refused by its clients. */
function stamps(names, version) {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(version);
  const values = names.flatMap((name) => [
    [name, version],
    ...(name.endsWith(".gitVersion")
      ? [
          [name.replace(/Version$/, "Major"), major],
          [name.replace(/Version$/, "Minor"), minor],
        ]
      : []),
  ]);
  return ["-s", "-w", ...values.map(([name, value]) => `-X ${name}=${value}`)].join(" ");
}

/** Builds a program beside its place and moves it there whole: a run that is cut short leaves no half of one. */
function build(folder, { stamps: names = [] }, version, source, file) {
  mkdirSync(dirname(file), { recursive: true });
  const parameters = ["build", "-trimpath", "-ldflags", stamps(names, version), "-o", `${file}.new`, source];
  const { status } = spawnSync("go", parameters, {
    cwd: join(HERE, "tools", folder),
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    timeout: Math.max(1, DEADLINE - Date.now()),
  });
  if (status === 0) renameSync(`${file}.new`, file);
  return status === 0;
}

const wanted = new Set(process.argv.slice(2));
for (const [folder, tool] of Object.entries(TOOLS)) {
  const version = versionOf(folder, tool.module);
  for (const [name, source] of Object.entries(tool.programs)) {
    const file = join(CACHE, name, version, name);
    if (wanted.size > 0 && !wanted.has(name)) continue;
    if (existsSync(file)) {
      console.log(`${name} ${version}: there`);
      continue;
    }
    const start = Date.now();
    const done = Date.now() < DEADLINE && build(folder, tool, version, source, file);
    console.log(`${name} ${version}: ${done ? "built" : "NOT BUILT"} in ${Math.round((Date.now() - start) / 1000)} s`);
  }
}
