import * as fs from "node:fs";
import { packageVersion } from "../../core/package-root";
import { findingsIn } from "../../report/seen";
import { reportPage } from "../../report/page";
import { reportOf } from "../../report/report";
import type { ReportFinding } from "../../report/shape";
import { BadFile } from "../../world/saved";
import type { Declarations } from "../../declaration/declarations";
import { EXIT, UsageError } from "../exit-codes";
import { loadDeclared, problemsOf } from "../load";
import { writeFile } from "../output";
import { printProblems } from "../problems";
import { revisionOf } from "../revision";
import type { Terminal } from "../terminal";
import { needsOf } from "../world";

export interface ReportOptions {
  readonly directory: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly values?: boolean;
  /** Folder of saved facts. */
  readonly facts?: string;
  /** When the report is made, ISO 8601; now without. */
  readonly time?: string;
  /** Revision of the declarations; what Git says of the folder without. */
  readonly revision?: string;
}

const PAGE = "report.html";

/** Writes what a reviewer asks of all environments: a page, or the data behind it. */
export function report(terminal: Terminal, options: ReportOptions): number {
  const { directory, json = false, values = false, output = json ? undefined : PAGE } = options;
  const declarations = loadDeclared(terminal, directory);
  const made = timeOf(options.time);
  const data = reportOf(declarations, {
    made,
    revision: options.revision ?? revisionOf(directory),
    directory,
    tool: packageVersion(),
    values,
    findings: options.facts === undefined ? [] : findings(options.facts, declarations, made),
    problemsOf: (declared) => problemsOf(declarations, declared),
  });
  const text = json ? `${JSON.stringify(data, undefined, 2)}\n` : reportPage(data);
  if (output === undefined) {
    terminal.out(text);
    return declarations.problems.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
  }
  writeFile(output, text);
  fs.chmodSync(output, 0o600);
  if (declarations.problems.length > 0) printProblems(terminal, declarations.problems);
  const count = data.environments.length === 1 ? "1 environment" : `${data.environments.length} environments`;
  terminal.out(`${output}: ${count}, ${Buffer.byteLength(text)} bytes. It is confidential.\n`);
  return declarations.problems.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
}

function findings(folder: string, declarations: Declarations, made: string): readonly ReportFinding[] {
  try {
    return findingsIn(folder, needsOf(declarations), made);
  } catch (error) {
    if (error instanceof BadFile) throw new UsageError(error.message);
    throw error;
  }
}

function timeOf(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString();
  const time = new Date(given);
  if (Number.isNaN(time.getTime())) throw new UsageError("Write --time as ISO 8601, like 2026-11-29T12:00:00Z.");
  return time.toISOString();
}
