import { parseArgs } from "node:util";
import { CHANGE_ENGINES } from "./changes/engines";
import { judge, planPairs, type Judged } from "./changes/prove";
import { table, writeSection } from "./support/page";

/** Pairs of each engine. */
const PAIRS = 72;

/** Deploys declarations, changes them, and holds what a diff says against what the real plans do. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { pairs: { type: "string" }, seed: { type: "string" }, engine: { type: "string" } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}: repeat with npm run prove:changes -- --seed ${seed}`);
  const rows: (readonly [title: string, judged: Judged])[] = [];
  const skipped: string[] = [];
  for (const engine of CHANGE_ENGINES.filter(({ title }) => title.startsWith(values.engine ?? ""))) {
    const missing = engine.engines.filter(({ found }) => !found).map(({ name, install }) => `${name} (${install})`);
    if (missing.length > 0) skipped.push(`- ${engine.title}: skipped, for want of ${missing.join(", ")}`);
    else rows.push([engine.title, judge(await planPairs(engine, Number(values.pairs ?? PAIRS), seed))]);
  }
  const lines = [...figures(seed, rows), ...(skipped.length > 0 ? ["", ...skipped] : [])];
  console.log(lines.join("\n"));
  const faults = rows.flatMap(([title, judged]) => judged.faults.map((fault) => `${title}: ${fault}`));
  for (const fault of faults) console.log(fault);
  if (values.pairs === undefined && values.engine === undefined) writeSection("changes", lines);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function figures(seed: number, rows: readonly (readonly [title: string, judged: Judged])[]): string[] {
  const header = ["engine", "pairs", "made anew", "deleted", "values written", "announcements", "wrong or missing"];
  const cells = rows.map(([title, { pairs, replaced, deleted, written, announced, faults }]) => {
    return [title, pairs, replaced, deleted, written, announced, faults.length];
  });
  return [`Seed ${seed}.`, "", ...table(header, cells)];
}

void main();
