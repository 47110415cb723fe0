import { spawnSync } from "node:child_process";
import * as path from "node:path";
import type { Measured, Measurement, Task } from "./task";

/** Runs a task in a process of its own. */
export function measure(task: Task): Measurement {
  const worker = path.join(__dirname, "worker.js");
  const begin = performance.now();
  const run = spawnSync(process.execPath, ["--max-old-space-size=8192", worker, JSON.stringify(task)], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${JSON.stringify(task)} failed:\n${run.stderr}`);
  return { ...(JSON.parse(run.stdout) as Measured), total: performance.now() - begin };
}

let most = Infinity;

/** Takes fewer rounds than a section asks for, on a machine that has little time. */
export function fewerRounds(rounds: number): void {
  most = rounds;
}

/** Runs tasks in turns, so that what else the machine does weighs on all of them alike. */
export function interleave<K extends string>(tasks: Readonly<Record<K, Task>>, rounds: number): Rounds<K> {
  const measured: Record<K, Measurement>[] = [];
  const names = Object.keys(tasks) as K[];
  for (let round = 0; round < Math.min(rounds, most); round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    measured.push(Object.fromEntries(order.map((name) => [name, measure(tasks[name])])) as Record<K, Measurement>);
  }
  return new Rounds(measured);
}

/** Measurements of some tasks in the same rounds. */
export class Rounds<K extends string> {
  constructor(private readonly measured: readonly Readonly<Record<K, Measurement>>[]) {}

  median(task: K, figure: keyof Measurement): number {
    return median(this.measured.map((round) => round[task][figure]));
  }

  /** Median of the ratios within each round: a slow minute of the machine is in both halves of it. */
  ratio(task: K, base: K, figure: keyof Measurement): number {
    return median(this.measured.map((round) => round[task][figure] / round[base][figure]));
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** How well a straight line explains the points: 1 is linear growth. */
export function linearity(points: readonly (readonly [x: number, y: number])[]): { r2: number; slope: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number) => points.reduce((total, [x, y]) => total + of(x, y), 0);
  const slope = sum((x, y) => (x - mx) * (y - my)) / sum((x) => (x - mx) ** 2);
  const residual = sum((x, y) => (y - my - slope * (x - mx)) ** 2);
  return { r2: 1 - residual / sum((_x, y) => (y - my) ** 2), slope };
}
