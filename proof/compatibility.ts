import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { install, versionIn } from "./compatibility/installed";
import { unitTestsWith, type SuiteResult } from "./compatibility/suite";
import { table, writeSection } from "./support/page";

interface Outcome {
  readonly version: string;
  readonly result: string;
  readonly failures: readonly string[];
}

/** What has to work with this library; another one joins by a row. */
const ROWS: Readonly<Record<string, () => Promise<Outcome>>> = {
  "cdktn in the place of cdktf": () => suite({ cdktf: "npm:cdktn@^0.24.0", constructs: "~10.7.0" }, "cdktf"),
  "lowest constructs": () => suite({ constructs: "10.4.2" }, "constructs"),
  "TypeScript 7": () => checker("typescript", "^7.0.0"),
  "lowest TypeScript 5": () => checker("typescript", "~5.4.0"),
  "Node 22": () => node("^22.0.0"),
  "newest Node": () => node("*"),
};

async function suite(dependencies: Readonly<Record<string, string>>, shown: string): Promise<Outcome> {
  return tested(install(dependencies), shown, (directory) => unitTestsWith(directory, Object.keys(dependencies)));
}

/** The unit tests by another Node: the package of that name installs one. */
async function node(range: string): Promise<Outcome> {
  return tested(install({ node: range }, { scripts: true }), "node", (directory) =>
    unitTestsWith(directory, [], path.join(directory, "node_modules/node/bin/node")),
  );
}

async function tested(
  directory: string,
  shown: string,
  run: (directory: string) => Promise<SuiteResult>,
): Promise<Outcome> {
  const { passed, failed, failures } = await run(directory);
  const version = versionIn(directory, shown);
  fs.rmSync(directory, { recursive: true });
  return { version, result: `${passed} unit tests passed, ${failed} failed`, failures };
}

/** Checks the types of the samples, as a user's project has them, against the published declarations. */
async function checker(name: string, range: string): Promise<Outcome> {
  const directory = install({ [name]: range });
  const version = versionIn(directory, name);
  const compiler = path.join(directory, "node_modules", name, "bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "-p", userProject()], { encoding: "utf8" });
  fs.rmSync(directory, { recursive: true });
  const failures = run.status === 0 ? [] : run.stdout.split("\n").slice(0, 10);
  return Promise.resolve({ version, result: run.status === 0 ? "no errors" : "errors", failures });
}

/** A project beside the compiled library, so that it finds the packages that are installed here. */
function userProject(): string {
  const project = path.join(process.cwd(), "dist/compatibility");
  fs.mkdirSync(project, { recursive: true });
  fs.cpSync(path.join(process.cwd(), "stacks"), project, { recursive: true });
  const compilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    types: ["node"],
    typeRoots: [path.join(process.cwd(), "node_modules/@types")],
  };
  fs.writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  return project;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const [title, run] of Object.entries(ROWS)) {
    if (values.only !== undefined && !title.includes(values.only)) continue;
    const outcome = await run();
    rows.push([title, outcome.version, outcome.result]);
    failures.push(...outcome.failures.map((failure) => `${title}: ${failure}`));
  }
  rows.push(["Node", process.versions.node, "this run"]);
  const lines = table(["with", "version", "result"], rows);
  console.log(lines.join("\n"));
  for (const failure of failures) console.log(failure);
  if (values.only === undefined) writeSection("compatibility", lines);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void main();
