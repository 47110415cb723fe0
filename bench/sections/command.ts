import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { table } from "../../proof/support/page";
import { writeAwsDeclarations } from "../programs/aws-yaml";
import { interleave, linearity, measure, type Rounds } from "../runner";
import { mebibytes, milliseconds, type Targets } from "./targets";

const HEADER = ["files of YAML", "synth", "by hand", "ratio", "processor ratio", "memory ratio", "memory"];

/** Whole processes, with Node's start: the command line, and the program in cdktf that a user would write instead. */
export function command(full: boolean, targets: Targets): string[] {
  const rows: string[][] = [];
  const points: [number, number][] = [];
  const bin = installed();
  for (const count of [1, 100, 1_000]) {
    const rounds = against(bin, count);
    points.push([count, rounds.median("command", "total")]);
    rows.push(row(count, rounds));
    if (count === 1) hold("one environment, synth, whole process", rounds, "total", 0.7, targets);
    if (count !== 1_000) continue;
    hold("1000 files of YAML, synth, whole process", rounds, "total", 0.25, targets);
    hold("1000 files of YAML, synth, memory", rounds, "rss", 0.5, targets);
  }
  if (full) rows.push(...many(bin, points, targets));
  return table(HEADER, rows);
}

/** The command line as it is installed: one file, and what V8 compiled of it in a run before. */
function installed(): string {
  const root = path.join(__dirname, "../../..");
  const place = fs.mkdtempSync(path.join(os.tmpdir(), "installed-"));
  process.once("exit", () => fs.rmSync(place, { recursive: true }));
  for (const part of ["package.json", "schema", "dist/lib", "dist/bundle/mendix-secret-store.js"]) {
    fs.cpSync(path.join(root, part), path.join(place, part), { recursive: true });
  }
  const bin = path.join(place, "dist/lib/cli/main.js");
  inFolder(1, (folder) => measure({ kind: "command", bin, folder }));
  return bin;
}

type Both = Rounds<"command" | "hand">;

function against(bin: string, count: number): Both {
  return inFolder(count, (folder) => {
    const hand = { kind: "synthesis", pair: "aws", count, stacks: "each", program: "hand" } as const;
    return interleave({ command: { kind: "command", bin, folder }, hand }, count === 1 ? 15 : 3);
  });
}

/** What nobody waits for by hand. */
function many(bin: string, points: [number, number][], targets: Targets): string[][] {
  const rounds = inFolder(10_000, (folder) => interleave({ command: { kind: "command", bin, folder } }, 1));
  const [total, rss] = [rounds.median("command", "total"), rounds.median("command", "rss")];
  const { r2 } = linearity([...points, [10_000, total]]);
  targets.hold(
    { what: "10000 files of YAML, synth, growth (R2)", value: r2, limit: 0.99, unit: "", atLeast: true },
    { what: "10000 files of YAML, synth, memory", value: rss, limit: 512, unit: " MiB" },
  );
  return [["10000", milliseconds(total), "", "", "", "", mebibytes(rss)]];
}

function row(count: number, rounds: Both): string[] {
  return [
    String(count),
    milliseconds(rounds.median("command", "total")),
    milliseconds(rounds.median("hand", "total")),
    rounds.ratio("command", "hand", "total").toFixed(2),
    rounds.ratio("command", "hand", "cpu").toFixed(2),
    rounds.ratio("command", "hand", "rss").toFixed(2),
    mebibytes(rounds.median("command", "rss")),
  ];
}

function hold(what: string, rounds: Both, figure: "total" | "rss", limit: number, targets: Targets): void {
  targets.hold({ what, value: rounds.ratio("command", "hand", figure), limit, unit: "x" });
}

function inFolder<T>(count: number, look: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "command-"));
  try {
    fs.mkdirSync(path.join(folder, "environments"));
    const names = Array.from({ length: count }, (_, index) => `env-${index}`);
    writeAwsDeclarations(path.join(folder, "environments"), names);
    return look(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
