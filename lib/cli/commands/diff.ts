import type { Blueprint } from "../../core/blueprint";
import type { Problem } from "../../core/problem";
import type { DeclaredEnvironment, Declarations } from "../../declaration/declarations";
import { changesMarkdown, changesText } from "../../change/report";
import { changesAnything, changesBetween, type Change } from "../../change/changes";
import { writtenChanges } from "../../change/written-changes";
import { stackOutput } from "../../write/directory/declared";
import { planOutput } from "../../write/directory/output";
import { EXIT, UsageError } from "../exit-codes";
import { load, loadEach } from "../load";
import { printProblems, problemData } from "../problems";
import { loadRevision } from "../revision";
import type { Terminal } from "../terminal";

export interface DiffOptions {
  readonly directory: string;
  readonly format: "text" | "markdown";
  readonly written?: string;
  readonly exitCode?: boolean;
  /** File of a plan to read in place of two revisions. */
  readonly plan?: string;
  readonly json?: boolean;
}

/** What changes between two revisions, or from what is written to what is declared. The later one has to be right. */
export function diff(terminal: Terminal, before: string | undefined, after: string | undefined, options: DiffOptions) {
  if (options.written !== undefined) {
    if (before !== undefined) throw new UsageError("--written compares with what is declared now: name no revision.");
    return fromWritten(terminal, options.written, options);
  }
  if (before === undefined) {
    throw new UsageError(
      "Name what to compare with: a Git revision, a folder, --written cdktf.out, or --plan plan.json.",
    );
  }
  return betweenRevisions(terminal, before, after, options);
}

/** What an upgrade of this package changes in the output. */
function fromWritten(terminal: Terminal, folder: string, options: DiffOptions): number {
  const make = (declared: DeclaredEnvironment) => (declared.blueprint.problems.length > 0 ? [] : stackOutput(declared));
  const { environments, problems } = loadEach(terminal, options.directory, make);
  if (problems.length > 0) return refuse(terminal, problems, options);
  const outputs = environments.flat();
  const names = outputs.map(({ name }) => name);
  return report(terminal, writtenChanges(planOutput(folder, names, outputs)), options);
}

/** Of the earlier revision what can be read counts. */
function betweenRevisions(terminal: Terminal, before: string, after: string | undefined, options: DiffOptions): number {
  const old = loadRevision(terminal, before, options.directory);
  const now =
    after === undefined ? load(terminal, options.directory) : loadRevision(terminal, after, options.directory);
  if (now.problems.length > 0) return refuse(terminal, now.problems, options);
  if (old.problems.length > 0) {
    terminal.err(
      `${before} has ${old.problems.length} problems; an environment that can't be read there counts as new.\n`,
    );
  }
  return report(terminal, changesBetween(blueprints(old), blueprints(now)), options);
}

function refuse(terminal: Terminal, problems: readonly Problem[], { json }: DiffOptions): number {
  if (json) terminal.out(`${JSON.stringify({ problems: problems.map(problemData) }, undefined, 2)}\n`);
  else printProblems(terminal, problems);
  return EXIT.PROBLEMS;
}

function report(terminal: Terminal, changes: readonly Change[], options: DiffOptions): number {
  if (options.json) terminal.out(`${JSON.stringify({ changes }, undefined, 2)}\n`);
  else terminal.out(options.format === "markdown" ? changesMarkdown(changes) : changesText(changes));
  return options.exitCode && changesAnything(changes) ? EXIT.PROBLEMS : EXIT.OK;
}

function blueprints({ environments }: Declarations): ReadonlyMap<string, Blueprint> {
  return new Map(environments.map(({ stack, blueprint }) => [stack.name, blueprint]));
}
