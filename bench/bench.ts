import { parseArgs } from "node:util";
import { table, writeSection } from "../proof/support/page";
import { PAIRS } from "./programs/programs";
import { interleave, linearity, type Rounds } from "./runner";
import type { SynthesisTask, Task } from "./task";

/** Rounds by number of environments: small runs are short and noisy, large ones long and steady. */
const ROUNDS: Readonly<Record<number, number>> = { 1: 7, 100: 3, 300: 3, 1_000: 3, 10_000: 1 };

const { values } = parseArgs({ options: { full: { type: "boolean", default: false } } });
const sizes = values.full ? [1, 100, 300, 1_000, 10_000] : [1, 100, 300, 1_000];

/** A figure with the target that it is held to. */
interface Target {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

const targets: Target[] = [];
const lines: string[] = [...load(), ""];
for (const [pair, row] of Object.entries(PAIRS)) lines.push(`${row().title}:`, "", ...synthesis(pair), "");
lines.push(...blueprints(), "", ...summary());
console.log(lines.join("\n"));
writeSection("bench", lines);
process.exitCode = targets.every(met) ? 0 : 1;

function load(): string[] {
  const tasks: Record<"library" | "cdktf", Task> = {
    cdktf: { kind: "load", module: "cdktf" },
    library: { kind: "load", module: "library" },
  };
  const rounds = interleave(tasks, 15);
  targets.push({
    what: "load of the entry point",
    value: rounds.ratio("library", "cdktf", "load"),
    limit: 1.25,
    unit: "x",
  });
  return table(
    ["load", "time", "processor", "peak memory"],
    (["cdktf", "library"] as const).map((name) => [
      name === "cdktf" ? 'require("cdktf")' : "this library's entry point",
      milliseconds(rounds.median(name, "load")),
      milliseconds(rounds.median(name, "cpu")),
      mebibytes(rounds.median(name, "rss")),
    ]),
  );
}

function synthesis(pair: string): string[] {
  const rows: string[][] = [];
  for (const stacks of ["one", "each"] as const) {
    const points: [number, number][] = [];
    for (const count of sizes) {
      const task = { kind: "synthesis", pair, count, stacks } as const;
      const programs = ["hand", "library", "fast"] as const;
      const tasks = Object.fromEntries(programs.map((program) => [program, { ...task, program }]));
      const rounds = interleave(tasks as Record<SynthesisTask["program"], Task>, ROUNDS[count] ?? 3);
      points.push([count, rounds.median("library", "work")]);
      rows.push(row(count, stacks, rounds));
      if (count === 1_000) hold(pair, stacks, rounds);
    }
    const { r2, slope } = linearity(points);
    targets.push({ what: `${pair}, growth, ${name(stacks)} (R2)`, value: r2, limit: -0.99, unit: "" });
    rows.push(["growth", name(stacks), `${slope.toFixed(1)} ms each`, `R2 ${r2.toFixed(4)}`, "", "", "", "", ""]);
  }
  const header = [
    "environments",
    "in",
    "library",
    "by hand",
    "ratio",
    "processor ratio",
    "fast path",
    "memory ratio",
    "output",
  ];
  return table(header, rows);
}

function row(count: number, stacks: SynthesisTask["stacks"], rounds: Rounds<SynthesisTask["program"]>): string[] {
  return [
    String(count),
    name(stacks),
    milliseconds(rounds.median("library", "work")),
    milliseconds(rounds.median("hand", "work")),
    rounds.ratio("library", "hand", "work").toFixed(2),
    rounds.ratio("library", "hand", "cpu").toFixed(2),
    rounds.ratio("fast", "hand", "work").toFixed(2),
    `${rounds.ratio("library", "hand", "rss").toFixed(2)} (${mebibytes(rounds.median("library", "rss"))})`,
    `${Math.round(rounds.median("library", "bytes") / 1024)} KiB`,
  ];
}

function hold(pair: string, stacks: SynthesisTask["stacks"], rounds: Rounds<SynthesisTask["program"]>): void {
  const what = `${pair}, 1000 in ${name(stacks)}`;
  targets.push(
    { what: `${what}, time`, value: rounds.ratio("library", "hand", "work"), limit: 1.15, unit: "x" },
    { what: `${what}, fast path, time`, value: rounds.ratio("fast", "hand", "work"), limit: 0.6, unit: "x" },
    { what: `${what}, memory`, value: rounds.ratio("library", "hand", "rss"), limit: 1.15, unit: "x" },
  );
}

function blueprints(): string[] {
  const count = 10_000;
  const rounds = interleave({ blueprint: { kind: "blueprint", count } }, 3);
  const seconds = rounds.median("blueprint", "work") / 1000;
  targets.push({ what: `blueprint of ${count} environments`, value: seconds, limit: 2, unit: " s" });
  return [`Blueprints of ${count} environments with all collision checks: ${seconds.toFixed(2)} s.`];
}

function summary(): string[] {
  return table(
    ["target", "limit", "measured", ""],
    targets.map((target) => [
      target.what,
      `${target.limit < 0 ? ">" : "<="} ${Math.abs(target.limit)}${target.unit}`,
      `${target.value.toFixed(target.limit < 0 ? 4 : 2)}${target.unit}`,
      met(target) ? "met" : "missed",
    ]),
  );
}

/** A negative limit is a lower one. */
function met({ value, limit }: Target): boolean {
  return limit < 0 ? value > -limit : value <= limit;
}

function name(stacks: SynthesisTask["stacks"]): string {
  return stacks === "one" ? "one stack" : "a stack each";
}

function milliseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function mebibytes(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
