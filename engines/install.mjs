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

/** The version that a module of tools pins; a program of this repository's own says its version itself. */
function versionOf(folder, { module, version }) {
  if (version !== undefined) return version;
  const text = readFileSync(join(HERE, "tools", folder, "go.mod"), "utf8");
  const line = text.split("\n").find((each) => each.replace(/^(require|\t)\s*/, "").startsWith(`${module} v`));
  if (line === undefined) throw new Error(`engines/tools/${folder}/go.mod pins no ${module}`);
  return /v\d\S*/.exec(line.slice(line.indexOf(module) + module.length))[0];
}

/** Linker flags: a program that does not know its version is refused by its clients. A stamp may bring its value. */
function flagsFor(stamps, version) {
  const [, major, minor] = /^v(\d+)(?:\.(\d+))?/.exec(version);
  const values = stamps.flatMap((stamp) => {
    if (stamp.includes("=")) return [stamp];
    const git = stamp.endsWith(".gitVersion") ? stamp.slice(0, -"Version".length) : undefined;
    return [`${stamp}=${version}`, ...(git ? [`${git}Major=${major}`, `${git}Minor=${minor}`] : [])];
  });
  return ["-s", "-w", ...values.map((value) => `-X ${value}`)].join(" ");
}

/** Builds a program beside its place and moves it there whole: a run that is cut short leaves no half of one. */
function build(folder, { stamps = [] }, version, source, file) {
  mkdirSync(dirname(file), { recursive: true });
  const parameters = [
    "build",
    "-trimpath",
    "-buildvcs=false",
    "-ldflags",
    flagsFor(stamps, version),
    "-o",
    `${file}.new`,
    source,
  ];
  const { status } = spawnSync("go", parameters, {
    cwd: join(HERE, "tools", folder),
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    timeout: Math.max(1, DEADLINE - Date.now()),
  });
  if (status === 0) renameSync(`${file}.new`, file);
  return status === 0;
}

const onPath = (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

const wanted = new Set(process.argv.slice(2));
for (const [folder, tool] of Object.entries(TOOLS)) {
  const version = versionOf(folder, tool);
  for (const [name, source] of Object.entries(tool.programs)) {
    const file = join(CACHE, name, version, name);
    if (wanted.size > 0 && !wanted.has(name)) continue;
    if (existsSync(file) || onPath(name)) {
      console.log(`${name}: there`);
      continue;
    }
    const start = Date.now();
    const done = Date.now() < DEADLINE && build(folder, tool, version, source, file);
    console.log(`${name} ${version}: ${done ? "built" : "NOT BUILT"} in ${Math.round((Date.now() - start) / 1000)} s`);
  }
}
