import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { proveMisplaced } from "./secrets/misplaced-report";
import { report } from "./secrets/report";
import { prove, type Outcome } from "./secrets/run";
import type { SecretSubject } from "./secrets/subject";
import { SUBJECTS } from "./secrets/subjects";
import { writeSection } from "./support/page";

const { values } = parseArgs({ options: { only: { type: "string" } } });

/** Engines wait a lot: two subjects at a time keep the cores busy. */
const LANES = 2;

interface Proof {
  readonly outcome: Outcome;
  readonly control: string;
}

async function proveOne(subject: SecretSubject): Promise<Proof> {
  const started = Date.now();
  // The environment's own name is the control: an ordinary value, which has to be found in every place.
  const control = `control-${randomBytes(4).toString("hex")}`;
  const outcome = await prove(subject, control);
  for (const { name, install } of outcome.missing) {
    console.log(`skipped  ${subject.title}, for want of ${name}: ${install}`);
  }
  console.log(`${subject.title}: ${Math.round((Date.now() - started) / 1_000)} s`);
  return { outcome, control };
}

/** Deploys with a canary in every secret input, and looks for the canaries wherever a deployment writes. */
async function main(): Promise<void> {
  const misplaced = proveMisplaced();
  console.log(misplaced.lines.join("\n"));
  if (values.only === undefined || values.only === "misplaced") writeSection("misplaced", misplaced.lines);
  const subjects = SUBJECTS.filter(({ title }) => title.includes(values.only ?? ""));
  const proofs: Proof[] = [];
  const waiting = [...subjects.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) proofs[next[0]] = await proveOne(next[1]);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { lines, findings } = report(proofs);
  console.log(lines.join("\n"));
  const all = [...misplaced.findings, ...findings];
  for (const finding of all) console.log(finding);
  if (values.only === undefined) writeSection("secrets", lines);
  process.exitCode = all.length === 0 ? 0 : 1;
}

void main();
