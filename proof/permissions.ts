import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { ordersProd, shopTest } from "../stacks/samples";
import { cells, declarationOf } from "./declarations/cells";
import { draw } from "./declarations/draw";
import { EMULATOR, proveOnEmulator } from "./permissions/aws-emulator";
import { noFigures, type Figures } from "./permissions/oracle";
import { ORACLES } from "./permissions/oracles";
import { table, writeSection } from "./support/page";
import { synthesizeOne, type Synthesized } from "./support/synthesis";

const SAMPLES = [ordersProd, shopTest];

/** Evaluates the permissions of the samples and of generated declarations, and of policies with a slip of the pen. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: "string", default: "40" }, seed: { type: "string", default: "20" } },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  const samples = SAMPLES.map((props) => synthesizeOne(() => props));
  const rows = [
    ...(await prove("samples", samples)),
    ...(await prove(`${runs} generated, seed ${seed}`, generated(runs, seed))),
    ...(await proveOnEngines()),
  ];
  report(rows);
}

type Row = readonly [what: string, figures: Figures];

async function prove(what: string, environments: readonly Synthesized[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const oracle of ORACLES) {
    const figures = noFigures();
    const asked = environments.filter((environment) => oracle.applies(environment));
    for (const environment of asked) await oracle.prove(environment, figures);
    if (asked.length > 0) rows.push([`${what}, ${oracle.title}`, figures]);
  }
  return rows;
}

/** Declarations spread over all cells of the tables: the step is coprime to any number of cells that it meets. */
function generated(runs: number, seed: number): readonly Synthesized[] {
  const all = cells();
  return fc.sample(draw, { numRuns: runs, seed }).map((drawn, index) => {
    const cell = all[(index * 7_919) % all.length];
    if (!cell) throw new Error("there are no cells");
    return synthesizeOne((ephemeral) => declarationOf(cell, drawn, ephemeral));
  });
}

async function proveOnEngines(): Promise<readonly Row[]> {
  const missing = EMULATOR.filter(({ found }) => !found);
  for (const { name, install } of missing) console.log(`skipped  the emulator, for want of ${name}: ${install}`);
  if (missing.length > 0) return [];
  const figures = noFigures();
  await proveOnEmulator(SAMPLES, figures);
  return [["samples, AWS: enforcing emulator", figures]];
}

function report(rows: readonly Row[]): void {
  const header = ["policies of", "questions", "wrongly allowed", "wrongly denied", "mutants", "caught"];
  const lines = table(
    header,
    rows.map(([what, figures]) => [
      what,
      figures.questions,
      figures.wronglyAllowed.length,
      figures.wronglyDenied.length,
      figures.mutants || "-",
      figures.mutants ? figures.mutants - figures.survived.length : "-",
    ]),
  );
  console.log(lines.join("\n"));
  const findings = rows.flatMap(([, { wronglyAllowed, wronglyDenied, survived }]) => [
    ...wronglyAllowed.map((finding) => `wrongly allowed  ${finding}`),
    ...wronglyDenied.map((finding) => `wrongly denied   ${finding}`),
    ...survived.map((finding) => `survived         ${finding}`),
  ]);
  for (const finding of findings) console.log(finding);
  writeSection("permissions", lines);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

void main();
