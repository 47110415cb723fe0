import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import { ephemeralVariable } from "../support/synthesis";
import { mistakesOf } from "./mistakes";
import { SUBJECTS } from "./subjects";

/**
 * A user's own program that declares every secret as a plain text: each error is printed in the ways that programs
 * print one, and the last, of all mistakes at once, is not caught.
 */
const [, , title, name = ""] = process.argv;
const text = process.env["CANARY"] ?? "";
const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "wrong-"));
process.once("exit", () => fs.rmSync(outdir, { recursive: true }));

function mistakesIn(stack: TerraformStack) {
  const subject = SUBJECTS.find((one) => one.title === title);
  if (!subject) throw new Error(`${title ?? "nothing"} is no subject`);
  return mistakesOf(
    subject.parts(name, () => ephemeralVariable(stack)),
    text,
  );
}

const count = mistakesIn(new TerraformStack(new App({ outdir }), "count")).length;
const all = new App({ outdir });
for (let index = 0; index < count; index++) {
  const stack = new TerraformStack(new App({ outdir }), "stack");
  const mistake = mistakesIn(stack)[index];
  const { part } = mistake ?? {};
  part?.add(stack, part.id, part.props);
  try {
    stack.toTerraform();
    console.log(`ACCEPTED ${mistake?.path ?? ""}`);
  } catch (error) {
    console.error(error);
    console.log(String(error), JSON.stringify(error), (error as Error).stack);
  }
  const own = new TerraformStack(all, `stack-${index}`);
  const again = mistakesIn(own)[index]?.part;
  again?.add(own, again.id, again.props);
}
all.synth();
