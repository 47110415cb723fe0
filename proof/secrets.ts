import { randomBytes } from "node:crypto";
import { terraform } from "../test/engines/support/terraform";
import { shows } from "./secrets/canary";
import { deployCanaries } from "./secrets/run";
import { SUBJECTS } from "./secrets/subjects";
import { table, writeSection } from "./support/page";

/** Deploys with a canary in every secret input, and looks for the canaries wherever a deployment writes. */
async function main(): Promise<void> {
  const rows: (string | number)[][] = [];
  const findings: string[] = [];
  for (const subject of SUBJECTS) {
    const missing = [terraform, ...subject.engines].filter(({ found }) => !found);
    for (const { name, install } of missing) console.log(`skipped  ${subject.title}, for want of ${name}: ${install}`);
    if (missing.length > 0) continue;
    // The environment's own name is the control: an ordinary value, which has to be found in every place.
    const control = `control-${randomBytes(4).toString("hex")}`;
    const { canaries, places } = await deployCanaries(subject, control);
    for (const [place, text] of places.all) {
      const hits = Object.entries(canaries).filter(([, canary]) => shows(text, canary));
      const controlled = text.includes(control);
      rows.push([subject.title, place, Object.keys(canaries).length, hits.length, controlled ? "found" : "NOT FOUND"]);
      findings.push(...hits.map(([input]) => `${subject.title}: ${place} shows ${input}`));
      if (!controlled) findings.push(`${subject.title}: the control is not in ${place}`);
    }
  }
  const lines = table(["store", "place", "secrets", "found", "control"], rows);
  console.log(lines.join("\n"));
  for (const finding of findings) console.log(finding);
  if (rows.length > 0) writeSection("secrets", lines);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

void main();
