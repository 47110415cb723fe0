import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { ordersProd, shopTest } from "../stacks/samples";
import * as azureSamples from "../stacks/samples-azure";
import * as googleSamples from "../stacks/samples-google";
import { helpdeskProd, labTest } from "../stacks/samples-kubernetes";
import { platformInVault, platformOnAws, platformOnAzure } from "../stacks/samples-platform";
import * as vaultSamples from "../stacks/samples-vault";
import { cells, declarationOf } from "./declarations/cells";
import { draw } from "./declarations/draw";
import { drawnForEmulator, EMULATOR, proveOnEmulator, type Declare } from "./permissions/aws/emulator";
import { carriedFaults } from "./permissions/carried";
import { synthesizePlatform, type Deployed } from "./permissions/deployed";
import { noFigures, type Figures } from "./permissions/oracle";
import { ORACLES } from "./permissions/oracles";
import { table, writeSection } from "./support/page";
import { synthesizeOne } from "./support/synthesis";

const SAMPLES = [
  ordersProd,
  shopTest,
  vaultSamples.billingProd,
  vaultSamples.stockProd,
  azureSamples.billingProd,
  azureSamples.billingTest,
  googleSamples.crmProd,
  googleSamples.crmTest,
  labTest,
  helpdeskProd,
];
const PLATFORMS = [platformOnAws, platformInVault, platformOnAzure];

/** Samples that are deployed to the emulator. */
const DEPLOYED: readonly Declare[] = [() => ordersProd, () => shopTest];

/** Generated environments that are deployed to the emulator, beside the samples. */
const ON_EMULATOR = 8;

type Row = readonly [what: string, figures: Figures | Skipped];

/** Permissions that are described, and what is wrong between them and those that are made. */
interface Carried {
  readonly grants: number;
  readonly environments: number;
  readonly faults: readonly string[];
}

/** Engines that are not here, and how to have them. */
type Skipped = readonly string[];

/** Evaluates the permissions of the samples and of generated declarations, and of policies with a slip of the pen. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: "string", default: "100" }, seed: { type: "string", default: "20" } },
  });
  const [runs, seed] = [Number(values.runs), Number(values.seed)];
  const samples = [...SAMPLES.map((props) => synthesizeOne(() => props)), ...PLATFORMS.map(synthesizePlatform)];
  const rows = [
    ...(await prove(`${samples.length} samples`, samples)),
    ...(await prove(`${runs} generated, seed ${seed}`, generated(runs, seed))),
    await deployed(`${DEPLOYED.length} of ${samples.length} samples`, DEPLOYED, true),
    await deployed(`${ON_EMULATOR} generated for it, seed ${seed}`, drawnForEmulator(ON_EMULATOR, seed), false),
  ];
  report(rows, await carried([...samples, ...generated(runs, seed)]));
}

/** Grants that are described and not made, or made and not described. */
async function carried(environments: readonly Deployed[]): Promise<Carried> {
  const faults: string[] = [];
  for (const deployed of environments) {
    const own = await carriedFaults(deployed);
    faults.push(...own.map((fault) => `${deployed.props.name}: ${fault}`));
  }
  const grants = environments.reduce((sum, { blueprint }) => sum + blueprint.grants.length, 0);
  return { grants, environments: environments.length, faults };
}

async function prove(what: string, environments: readonly Deployed[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { title, engines, applies, open } of ORACLES) {
    const asked = environments.filter(applies);
    if (asked.length === 0) continue;
    const label = `${asked.length} of ${what}, ${title}`;
    const missing = engines.filter(({ found }) => !found);
    if (missing.length > 0) {
      rows.push([label, missing.map(({ name, install }) => `${name}: ${install}`)]);
      continue;
    }
    const figures = noFigures();
    const oracle = await open();
    try {
      for (const environment of asked) await oracle.prove(environment, figures);
    } finally {
      await oracle.close();
    }
    rows.push([label, figures]);
  }
  return rows;
}

/** Declarations spread over all cells of the tables: the step is coprime to any number of cells that it meets. */
function generated(runs: number, seed: number): readonly Deployed[] {
  const all = cells();
  return fc.sample(draw, { numRuns: runs, seed }).map((drawn, index) => {
    const cell = all[(index * 7_919) % all.length];
    if (!cell) throw new Error("there are no cells");
    return synthesizeOne((ephemeral) => declarationOf(cell, drawn, ephemeral));
  });
}

async function deployed(what: string, declared: readonly Declare[], mutants: boolean): Promise<Row> {
  const label = `${what}, AWS: enforcing emulator`;
  const missing = EMULATOR.filter(({ found }) => !found);
  if (missing.length > 0) return [label, missing.map(({ name, install }) => `${name}: ${install}`)];
  const figures = noFigures();
  await proveOnEmulator(declared, figures, { mutants });
  return [label, figures];
}

function report(rows: readonly Row[], { grants, environments, faults }: Carried): void {
  const lines = table(
    ["policies of", "questions", "wrongly allowed", "wrongly denied", "mutants", "caught"],
    rows.map(([what, figures]) => [what, ...cellsOf(figures)]),
  );
  lines.push(
    "",
    `Of ${grants} permissions that ${environments} environments describe, each is made by one resource or step, which alone`,
    `allows it, and no resource allows what none describes; exceptions: ${faults.length}.`,
  );
  const own = rows.flatMap(([what, figures]) => (isSkipped(figures) ? [] : findingsOf(what, figures)));
  const findings = [...own, ...faults.map((fault) => `carried          ${fault}`)];
  console.log(lines.join("\n"));
  for (const [what, figures] of rows) if (isSkipped(figures)) console.log(`skipped  ${what}: ${figures.join("; ")}`);
  for (const finding of findings) console.log(finding);
  writeSection("permissions", lines);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

function cellsOf(figures: Figures | Skipped): readonly (string | number)[] {
  if (isSkipped(figures))
    return [`skipped, needs ${figures.map((missing) => missing.split(":")[0]).join(", ")}`, "-", "-", "-", "-"];
  const { questions, wronglyAllowed, wronglyDenied, mutants, survived } = figures;
  const caught = mutants ? mutants - survived.length : "-";
  return [questions, wronglyAllowed.length, wronglyDenied.length, mutants || "-", caught];
}

function findingsOf(what: string, { wronglyAllowed, wronglyDenied, survived }: Figures): readonly string[] {
  return [
    ...wronglyAllowed.map((finding) => `wrongly allowed  ${what}: ${finding}`),
    ...wronglyDenied.map((finding) => `wrongly denied   ${what}: ${finding}`),
    ...survived.map((finding) => `survived         ${what}: ${finding}`),
  ];
}

function isSkipped(figures: Figures | Skipped): figures is Skipped {
  return Array.isArray(figures);
}

void main();
