import { parseArgs } from "node:util";
import { writeSection } from "../proof/support/page";
import { PAIRS } from "./programs/programs";
import { fewerRounds } from "./runner";
import { blueprints, load, suite, types } from "./sections/around";
import { command } from "./sections/command";
import { hostileFiles } from "./sections/hostile";
import { declarations, floor, synthesis } from "./sections/synthesis";
import { Targets } from "./sections/targets";

const flag = { type: "boolean", default: false } as const;
const { values } = parseArgs({
  options: { full: flag, quick: flag, rounds: { type: "string" }, only: { type: "string" } },
});
const sizes = values.quick ? [1, 100] : [1, 100, 300, 1_000, ...(values.full ? [10_000] : [])];
if (values.rounds !== undefined) fewerRounds(Number(values.rounds));

/** What is measured, each with a place of its own on the page: a part can be measured anew without the others. */
const SECTIONS: Readonly<Record<string, (targets: Targets) => readonly string[]>> = {
  load,
  constructs: (targets) => [
    floor(),
    "",
    ...Object.entries(PAIRS).flatMap(([pair, row]) => [`${row().title}:`, "", ...synthesis(pair, sizes, targets), ""]),
    declarations(targets),
  ],
  command: (targets) => command(values.full, targets),
  blueprints,
  hostile: hostileFiles,
  types,
  suite: (targets) => [suite(targets)],
};

const only = values.only?.split(",") ?? Object.keys(SECTIONS);
let met = true;
for (const name of only) {
  const section = SECTIONS[name];
  if (!section) throw new Error(`--only takes ${Object.keys(SECTIONS).join(", ")}, not ${name}`);
  const targets = new Targets();
  const measured = section(targets);
  const lines = [...measured, "", ...targets.summary()];
  console.log(`${lines.join("\n")}\n`);
  // Small apps are too short to hold anything to their figures.
  if (!values.quick) writeSection(`bench-${name}`, lines);
  met &&= targets.met;
}
process.exitCode = met ? 0 : 1;
