import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Problem } from "../lib/core/problem";
import type { Measured, Task } from "./task";

/** What a task itself tells. */
type Figures = Pick<Measured, "load" | "work" | "bytes">;

/** Runs one task in this process and prints what it cost. The runner starts a process of its own for each. */
function main(): void {
  const task = JSON.parse(process.argv[2] ?? "{}") as Task;
  if (task.kind === "command") command(task.bin, task.folder);
  else print(run(task));
}

/** The command line itself, as it is installed: it ends when it is done, and nothing of the benchmark is loaded. */
function command(bin: string, folder: string): void {
  const begin = performance.now();
  process.chdir(folder);
  process.argv = [process.execPath, bin, "synth", "--json"];
  process.stdout.write = () => true;
  require(bin);
  process.once("exit", () => {
    const bytes = sizeOf("cdktf.out");
    fs.writeSync(1, JSON.stringify(measurement({ load: 0, work: performance.now() - begin, bytes })));
  });
}

function print(figures: Figures): void {
  console.log(JSON.stringify(measurement(figures)));
}

function measurement(figures: Figures): Measured {
  const { user, system } = process.cpuUsage();
  return { ...figures, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS / 1024 };
}

function run(task: Exclude<Task, { readonly kind: "command" }>): Figures {
  const begin = performance.now();
  switch (task.kind) {
    case "load":
      require(task.module === "cdktf" ? "cdktf" : "../lib");
      return { load: performance.now() - begin, work: 0, bytes: 0 };
    case "blueprint":
      return blueprints(task.count);
    case "diff":
      return diff(task.count);
    case "types":
      return types(task);
    case "synthesis":
      return synthesis(task);
  }
}

function synthesis(task: Task & { kind: "synthesis" }): Figures {
  const begin = performance.now();
  const { program } = require("./programs/app") as typeof import("./programs/app");
  const synthesize = program(task);
  const loaded = performance.now();
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  synthesize(outdir);
  const work = performance.now() - loaded;
  const bytes = sizeOf(outdir);
  fs.rmSync(outdir, { recursive: true });
  return { load: loaded - begin, work, bytes };
}

/** Checks the types of a user's app. */
function types(task: Task & { kind: "types" }): Figures {
  const begin = performance.now();
  const { checkTypes } = require("./programs/type-check") as typeof import("./programs/type-check");
  const loaded = performance.now();
  checkTypes(task.program, task.skipLibCheck);
  return { load: loaded - begin, work: performance.now() - loaded, bytes: 0 };
}

/** Describes environments and checks their names against each other, without a construct. */
function blueprints(count: number): Figures {
  const begin = performance.now();
  const { describeEnvironment } = require("../lib") as typeof import("../lib");
  const { takenNames, nameProblems } = require("../lib/engine/collisions") as typeof import("../lib/engine/collisions");
  const { PAIRS } = require("./programs/programs") as typeof import("./programs/programs");
  const { declare } = PAIRS["aws"]!();
  const loaded = performance.now();
  const before = process.cpuUsage();
  const problems: Problem[] = [];
  const names = Array.from({ length: count }, (_, index) => {
    const blueprint = describeEnvironment(declare(`env-${index}`));
    problems.push(...blueprint.problems);
    return takenNames({ blueprint, owner: `stack/env-${index}`, stack: "stack" });
  });
  problems.push(...nameProblems(names));
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
  return { load: loaded - begin, work: processorSince(before), bytes: 0 };
}

/** Describes environments twice, each with one change, and says what changes. */
function diff(count: number): Figures {
  const begin = performance.now();
  const { describeEnvironment } = require("../lib") as typeof import("../lib");
  const { changesBetween } = require("../lib/change/changes") as typeof import("../lib/change/changes");
  const { PAIRS } = require("./programs/programs") as typeof import("./programs/programs");
  const { declare } = PAIRS["aws"]!();
  const loaded = performance.now();
  const before = process.cpuUsage();
  const revision = (title: string) =>
    new Map(
      Array.from({ length: count }, (_, index) => {
        const props = declare(`env-${index}`);
        const constants = { ...props.constants, "Shop.WelcomePageTitle": title };
        return [`env-${index}`, describeEnvironment({ ...props, constants })] as const;
      }),
    );
  const changes = changesBetween(revision("Welcome"), revision("Good day"));
  if (changes.length < count) throw new Error(`${changes.length} changes of ${count} environments`);
  return { load: loaded - begin, work: processorSince(before), bytes: 0 };
}

function processorSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function sizeOf(directory: string): number {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

main();
