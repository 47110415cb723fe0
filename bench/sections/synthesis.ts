import { table } from "../../proof/support/page";
import { interleave, linearity, type Rounds } from "../runner";
import type { SynthesisTask } from "../task";
import { mebibytes, milliseconds, type Targets } from "./targets";

/** Rounds by number of environments: small runs are short and noisy, large ones long and steady. */
const ROUNDS: Readonly<Record<number, number>> = { 1: 7, 10_000: 1 };

const HEADER = ["environments", "in", "library", "by hand", "ratio", "processor ratio", "memory ratio", "output"];

type Programs = Rounds<"hand" | "library">;

/** One store: environments by the library and by hand. */
export function synthesis(pair: string, sizes: readonly number[], targets: Targets): string[] {
  const rows: string[][] = [];
  for (const stacks of ["one", "each"] as const) {
    const points: [number, number][] = [];
    for (const count of sizes) {
      const task = (program: SynthesisTask["program"]) =>
        ({ kind: "synthesis", pair, program, count, stacks }) as const;
      const tasks = { hand: task("hand"), library: task("library") };
      const rounds = interleave(tasks, ROUNDS[count] ?? 3);
      points.push([count, rounds.median("library", "work")]);
      rows.push(row(count, stacks, rounds));
      if (count === 1_000) hold(pair, stacks, rounds, targets);
    }
    const { r2, slope } = linearity(points);
    targets.hold({ what: `${pair}, growth, ${name(stacks)} (R2)`, value: r2, limit: 0.99, unit: "", atLeast: true });
    rows.push(["growth", name(stacks), `${slope.toFixed(1)} ms each`, `R2 ${r2.toFixed(4)}`, "", "", "", ""]);
  }
  return table(HEADER, rows);
}

function row(count: number, stacks: SynthesisTask["stacks"], rounds: Programs): string[] {
  return [
    String(count),
    name(stacks),
    milliseconds(rounds.median("library", "work")),
    milliseconds(rounds.median("hand", "work")),
    rounds.ratio("library", "hand", "work").toFixed(2),
    rounds.ratio("library", "hand", "cpu").toFixed(2),
    `${rounds.ratio("library", "hand", "rss").toFixed(2)} (${mebibytes(rounds.median("library", "rss"))})`,
    `${Math.round(rounds.median("library", "bytes") / 1024)} KiB`,
  ];
}

function hold(pair: string, stacks: SynthesisTask["stacks"], rounds: Programs, targets: Targets): void {
  const what = `${pair}, 1000 in ${name(stacks)}`;
  targets.hold(
    { what: `${what}, time`, value: rounds.ratio("library", "hand", "work"), limit: 1, unit: "x" },
    { what: `${what}, memory`, value: rounds.ratio("library", "hand", "rss"), limit: 1.15, unit: "x" },
  );
}

function name(stacks: SynthesisTask["stacks"]): string {
  return stacks === "one" ? "one stack" : "a stack each";
}

/** What cdktf itself takes for an app of one stack that has its providers only. */
export function floor(): string {
  const task = { kind: "synthesis", pair: "aws", program: "hand", count: 0, stacks: "one" } as const;
  const rounds = interleave({ empty: task }, 7);
  return `cdktf alone, an empty stack with its providers: ${milliseconds(rounds.median("empty", "work"))}, ${mebibytes(rounds.median("empty", "rss"))}.`;
}

/** Files of YAML against the same environments in TypeScript. */
export function declarations(targets: Targets): string {
  const task = { kind: "synthesis", pair: "aws", count: 1_000, stacks: "each" } as const;
  const rounds = interleave({ yaml: { ...task, program: "yaml" }, library: { ...task, program: "library" } }, 3);
  const ratio = rounds.ratio("yaml", "library", "work");
  targets.hold({ what: "1000 files of YAML against TypeScript, time", value: ratio, limit: 1.3, unit: "x" });
  const few = interleave({ yaml: { ...task, count: 100, program: "yaml" } }, 3).median("yaml", "work") / 100;
  const growth = rounds.median("yaml", "work") / 1_000 / few;
  targets.hold({ what: "a file of 1000 against a file of 100, time", value: growth, limit: 2, unit: "x" });
  return `1000 files of YAML, read, checked and synthesized: ${milliseconds(rounds.median("yaml", "work"))}, ${ratio.toFixed(2)} times TypeScript; a file of them takes ${growth.toFixed(2)} times what one of 100 does.`;
}
