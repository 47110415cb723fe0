import * as path from "node:path";
import { isPlan, planReport, type PlanReport } from "../../change/plan";
import { changesMarkdown, changesText } from "../../change/report";
import { changesAnything } from "../../change/changes";
import { readRegularFile, UnreadableFile } from "../../declaration/read-file";
import { EXIT, UsageError } from "../exit-codes";
import type { Terminal } from "../terminal";
import type { DiffOptions } from "./diff";

/** What Terraform says it will do, in the words of a diff, and whether the variables must hold the real values. */
export function diffPlan(terminal: Terminal, file: string, options: DiffOptions): number {
  const report = planReport(readPlan(file), path.basename(file));
  if (options.json) terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (options.format === "markdown") terminal.out(`${changesMarkdown(report.changes)}\n${needs(report)}\n`);
  else terminal.out(`${changesText(report.changes)}\n${needs(report)}\n`);
  return options.exitCode && changesAnything(report.changes) ? EXIT.PROBLEMS : EXIT.OK;
}

function needs({ writes }: PlanReport): string {
  if (writes.length === 0) return "No secret is written: the variables may hold placeholder-never-written.";
  return `${writes.length} ${writes.length === 1 ? "secret is" : "secrets are"} written: the variables must hold the real values.`;
}

function readPlan(file: string): unknown {
  const document = parsed(file);
  if (isPlan(document)) return document;
  throw new UsageError(`${file} is not a plan. Write it with: terraform show -json plan.bin > ${file}`);
}

/** A plan of many environments is longer than any declaration. */
const BYTES_MAX = 256 * 1024 * 1024;

/** What stands in the file is a secret, so that no message repeats any of it. */
function parsed(file: string): unknown {
  try {
    return JSON.parse(readRegularFile(file, BYTES_MAX).toString()) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof UnreadableFile) throw new UsageError(`${file} ${error.why}.`);
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new UsageError(`${file} can't be read (${code}).`);
  }
}
