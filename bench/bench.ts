import { parseArgs } from "node:util";
import { writeSection } from "../proof/support/page";
import { PAIRS } from "./programs/programs";
import { blueprints, load, suite, types } from "./sections/around";
import { command } from "./sections/command";
import { hostileFiles } from "./sections/hostile";
import { declarations, floor, synthesis } from "./sections/synthesis";
import { Targets } from "./sections/targets";

const flag = { type: "boolean", default: false } as const;
const { values } = parseArgs({ options: { full: flag, quick: flag } });
const sizes = values.quick ? [1, 100] : [1, 100, 300, 1_000, ...(values.full ? [10_000] : [])];

const targets = new Targets();
const lines = [
  ...load(targets),
  "",
  floor(),
  "",
  ...Object.entries(PAIRS).flatMap(([pair, row]) => [`${row().title}:`, "", ...synthesis(pair, sizes, targets), ""]),
  declarations(targets),
  "",
  "`synth` of the command line, whole processes:",
  "",
  ...command(values.full, targets),
  "",
  blueprints(targets),
  "",
  "Reading files that mean harm, processor time:",
  "",
  ...hostileFiles(targets),
  "",
  ...types(targets),
  "",
  suite(targets),
  "",
  ...targets.summary(),
];
console.log(lines.join("\n"));
// Small apps are too short to hold anything to their figures.
if (!values.quick) writeSection("bench", lines);
process.exitCode = targets.met ? 0 : 1;
