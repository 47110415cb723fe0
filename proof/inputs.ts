import { parseArgs } from "node:util";
import { cells, leftOut, titleOf } from "./declarations/cells";
import { cellOf, type Chunk, type ChunkResult, type Finding } from "./inputs/chunks";
import { ENGINES, writeAndRead, type EngineRow } from "./inputs/engines";
import { proveNeighbours } from "./inputs/neighbours-report";
import { proveHostile } from "./inputs/hostile";
import { runAll } from "./inputs/pool";
import { validate, VALIDATION } from "./inputs/terraform";
import type { Engine } from "../engines/engine";
import { table, writeSection } from "./support/page";

/** Declarations of one seed; one thread works them off. */
const CHUNK = 1_000;
/** How often each combination of parts is declared at least. */
const HITS = 20;

/** Declares what is right and what is not, from every combination of parts, and looks at what becomes of it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string" },
      invalid: { type: "string", default: "10000" },
      pairs: { type: "string", default: "10000" },
      seed: { type: "string" },
      only: { type: "string" },
    },
  });
  const hostile = values.only === "neighbours" ? [] : await hostileInputs();
  if (values.only === "hostile") return end(hostile);
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const { lines: told, findings: ofNeighbours } = proveNeighbours(seed);
  console.log(told.join("\n"));
  if (values.runs === undefined) writeSection("neighbours", told);
  if (values.only === "neighbours") return end(ofNeighbours);
  const runs = Number(values.runs ?? HITS * cells().length);
  console.log(`seed ${seed}: repeat with npm run prove:inputs -- --seed ${seed}`);
  const results = await runAll([
    ...chunksOf("valid", seed, runs),
    ...chunksOf("invalid", seed + 1_000_000, Number(values.invalid)),
    ...chunksOf("pairs", seed + 2_000_000, Number(values.pairs)),
  ]);
  const engines = await onEngines(seed);
  const findings = [...hostile, ...ofNeighbours, ...[...results, ...engines].flatMap((result) => result.findings)];
  const lines = [
    ...summary(seed, results),
    "",
    ...engines.map(({ says }) => says),
    "",
    ...coverage(results),
    "",
    ...exceptions(),
  ];
  console.log(lines.join("\n"));
  if (values.runs === undefined) writeSection("inputs", lines);
  end(findings);
}

function end(findings: readonly Finding[]): void {
  print(findings);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

/** What means harm, with its own part of the page. */
async function hostileInputs(): Promise<readonly Finding[]> {
  const rows = await proveHostile();
  const cells = rows.map(({ kind, tried, looked, findings }) => [kind, tried, looked, findings.length]);
  const lines = table(["kind", "tried", "looked at", "did not hold"], cells);
  console.log(lines.join("\n"));
  writeSection("hostile", lines);
  return rows.flatMap(({ findings }) => findings);
}

interface Look {
  /** What was done, with its figures, or why it was skipped. */
  readonly says: string;
  readonly findings: readonly Finding[];
}

/** What the real Terraform, its providers and running stores make of a sample. */
async function onEngines(seed: number): Promise<readonly Look[]> {
  const looks: Look[] = [await look("terraform validate", VALIDATION, () => validated(seed))];
  for (const row of ENGINES) looks.push(await look(row.title, row.engines, () => written(row, seed)));
  return looks;
}

async function look(title: string, engines: readonly Engine[], run: () => Promise<Look> | Look): Promise<Look> {
  const missing = engines.filter(({ found }) => !found).map(({ name, install }) => `${name} (${install})`);
  return missing.length > 0 ? { says: `- ${title}: skipped, for want of ${missing.join(", ")}`, findings: [] } : run();
}

function validated(seed: number): Look {
  const { environments, findings } = validate(seed);
  return {
    says: `- \`terraform validate\`, six providers: ${environments} environments, ${findings.length} complaints`,
    findings,
  };
}

async function written(row: EngineRow, seed: number): Promise<Look> {
  const { texts, findings } = await writeAndRead(row, seed);
  return { says: `- ${row.title}: ${texts} texts deployed and read back, ${findings.length} changed`, findings };
}

function chunksOf(kind: Chunk["kind"], seed: number, runs: number): readonly Chunk[] {
  const starts = Array.from({ length: Math.ceil(runs / CHUNK) }, (_, index) => index * CHUNK);
  return starts.map((from) => ({ kind, seed: seed + from, from, count: Math.min(CHUNK, runs - from) }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function summary(seed: number, results: readonly ChunkResult[]): string[] {
  const of = (kind: Chunk["kind"]) => results.filter(({ chunk }) => chunk.kind === kind);
  const count = (chunks: readonly ChunkResult[]) => sum(chunks.map(({ chunk }) => chunk.count));
  const wrong = of("invalid");
  const refused = sum(wrong.map((result) => result.refused));
  const codes = new Set(wrong.flatMap((result) => result.codes)).size;
  return [
    `Seed ${seed}. ${count(of("valid"))} right declarations of ${cells().length} combinations of parts, and ${count(wrong)} with one slip in`,
    `them: ${refused} refused with ${codes} different codes, ${count(wrong) - refused} harmless; ${sum(wrong.map(({ written }) => written))} of the refused ones were synthesized into`,
    `a directory and left nothing there. Stack traces, hangs, unclear problems, keys that got lost and values that`,
    `did not arrive as typed: ${sum([...of("valid"), ...wrong].map(({ findings }) => findings.length))}.`,
    "",
    ...pairSummary(of("pairs")),
  ];
}

function pairSummary(results: readonly ChunkResult[]): string[] {
  const figure = (name: "compared" | "differing") => sum(results.map(({ pairs }) => pairs?.[name] ?? 0));
  return [
    `${figure("compared")} pairs of right declarations that differ in one thing, or in none: the output of ${figure("differing")} differs. Pairs`,
    `whose output differs and of which nothing is told, or the other way round: ${sum(results.map(({ findings }) => findings.length))}.`,
  ];
}

/** How often each store and identity was declared, and the rarest combination of the other parts with them. */
function coverage(results: readonly ChunkResult[]): string[] {
  const hits = new Map<string, number>();
  for (const { chunk } of results.filter((result) => result.chunk.kind === "valid")) {
    for (let index = chunk.from; index < chunk.from + chunk.count; index += 1) {
      const title = titleOf(cellOf(index));
      hits.set(title, (hits.get(title) ?? 0) + 1);
    }
  }
  const groups = new Map<string, number[]>();
  for (const cell of cells()) {
    const group = `${cell.store.title} | ${cell.identity.title}`;
    groups.set(group, [...(groups.get(group) ?? []), hits.get(titleOf(cell)) ?? 0]);
  }
  const rows = [...groups].map(([group, counts]) => {
    const [store = "", identity = ""] = group.split(" | ");
    return [store, identity, counts.length, Math.min(...counts), sum(counts)];
  });
  return table(["store", "identity", "database x storage x value", "fewest in a cell", "declarations"], rows);
}

/** Combinations that nobody would declare, with the reason. */
function exceptions(): string[] {
  return table(["left out of the combinations, because", "combinations"], [...leftOut()]);
}

function print(findings: readonly Finding[]): void {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    // What differs from input to input is in quotes or in the tail.
    const kind = finding.what.replace(/"[^"]*"/g, '"..."').slice(0, 400);
    kinds.set(kind, [...(kinds.get(kind) ?? []), finding]);
  }
  for (const [kind, [first, ...others]] of kinds) {
    console.log(`${others.length + 1} x  ${kind}\n      first: ${first?.input ?? ""}`);
  }
}

void main();
