import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { cells, declarationOf, titleOf, type Cell } from "./declarations/cells";
import { draw } from "./declarations/draw";
import { corruption } from "./inputs/corruptions";
import { outcomeOf } from "./inputs/invalid";
import { faultsOf } from "./inputs/valid";
import { synthesizeOne, throwawayToken } from "./support/synthesis";
import { table, writeSection } from "./support/page";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "10000" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const runs = Number(values.runs);
console.log(`seed ${seed}: repeat with npm run prove:inputs -- --seed ${seed}`);

/** Findings by their kind, each with the first input that showed it. */
const findings = new Map<string, { count: number; first: string }>();

function find(what: string, input: string): void {
  // What differs from input to input is in quotes or in the tail.
  const kind = what.replace(/"[^"]*"/g, '"..."').slice(0, 160);
  const known = findings.get(kind);
  if (known) known.count += 1;
  else findings.set(kind, { count: 1, first: input });
}

const all = cells();
const hits = new Map<Cell, number>(all.map((cell) => [cell, 0]));

/** Valid declarations, in turn from every cell of the tables. */
function proveValid(): void {
  const drawn = fc.sample(draw, { numRuns: runs, seed });
  drawn.forEach((one, index) => {
    const cell = all[index % all.length];
    if (!cell) return;
    hits.set(cell, (hits.get(cell) ?? 0) + 1);
    try {
      const synthesized = synthesizeOne((ephemeral) => declarationOf(cell, one, ephemeral));
      for (const fault of faultsOf(synthesized)) find(fault, `${titleOf(cell)}: ${JSON.stringify(one)}`);
      if (index % 10 === 0) proveOrder(cell, one, synthesized.configuration);
    } catch (error) {
      find(`threw ${String(error).split("\n")[0] ?? ""}`, `${titleOf(cell)}: ${JSON.stringify(one)}`);
    }
  });
}

/** The order in which a map's keys are written changes nothing. */
function proveOrder(cell: Cell, one: Parameters<typeof declarationOf>[1], configuration: unknown): void {
  const reversed = { ...one, constants: [...one.constants].reverse(), settings: [...one.settings].reverse() };
  const other = synthesizeOne((ephemeral) => declarationOf(cell, reversed, ephemeral)).configuration;
  if (JSON.stringify(other) !== JSON.stringify(configuration)) find("the order of keys matters", JSON.stringify(one));
}

/** Declarations of which one prop is not what its type says. */
function proveInvalid(): { refused: number; accepted: number; codes: number } {
  const figures = { refused: 0, accepted: 0 };
  const codes = new Set<string>();
  const drawn = fc.sample(fc.tuple(draw, corruption), { numRuns: runs, seed: seed + 1 });
  drawn.forEach(([one, { place, value, apply }], index) => {
    const cell = all[index % all.length];
    if (!cell) return;
    const outcome = outcomeOf(apply(declarationOf(cell, one, throwawayToken())));
    figures[outcome.refused ? "refused" : "accepted"] += 1;
    for (const code of outcome.codes) codes.add(code);
    for (const fault of outcome.faults)
      find(`${place}: ${fault}`, `${fc.stringify(value).slice(0, 200)} in ${titleOf(cell)}`);
  });
  return { ...figures, codes: codes.size };
}

function coverage(): string[] {
  const groups = new Map<string, number[]>();
  for (const [{ store, identity }, count] of hits) {
    const group = `${store.title} | ${identity.title}`;
    groups.set(group, [...(groups.get(group) ?? []), count]);
  }
  const rows = [...groups].map(([group, counts]) => {
    const [store = "", identity = ""] = group.split(" | ");
    return [store, identity, counts.length, Math.min(...counts), counts.reduce((sum, count) => sum + count, 0)];
  });
  return table(["store", "identity", "database x storage x value", "fewest in a cell", "declarations"], rows);
}

proveValid();
const invalid = proveInvalid();
const lines = [
  `Seed ${seed}. ${runs} valid declarations, ${all.length} cells; ${runs} with one prop of another type: ${invalid.refused} refused`,
  `with ${invalid.codes} different codes, ${invalid.accepted} harmless. Stack traces, hangs, unclear problems and values that did not`,
  `arrive as typed: ${[...findings.values()].reduce((sum, { count }) => sum + count, 0)}.`,
  "",
  ...coverage(),
];
console.log(lines.join("\n"));
for (const [kind, { count, first }] of findings) console.log(`${count} x  ${kind}\n      first: ${first}`);
writeSection("inputs", lines);
process.exitCode = findings.size === 0 ? 0 : 1;
