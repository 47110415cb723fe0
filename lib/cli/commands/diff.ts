import type { Blueprint } from "../../blueprint/blueprint";
import type { Declarations } from "../../declaration/declarations";
import { changesMarkdown, changesText } from "../../change/report";
import { changesAnything, changesBetween } from "../../change/changes";
import { EXIT } from "../exit-codes";
import { load } from "../load";
import { printProblems, problemData } from "../problems";
import { loadRevision } from "../revision";
import type { Terminal } from "../terminal";

export interface DiffOptions {
  readonly directory: string;
  readonly format: "text" | "markdown";
  readonly exitCode?: boolean;
  /** File of a plan to read in place of two revisions. */
  readonly plan?: string;
  readonly json?: boolean;
}

/** What changes between two revisions. The later one has to be right; of the earlier one what can be read counts. */
export function diff(terminal: Terminal, before: string, after: string | undefined, options: DiffOptions): number {
  const old = loadRevision(terminal, before, options.directory);
  const now =
    after === undefined ? load(terminal, options.directory) : loadRevision(terminal, after, options.directory);
  if (now.problems.length > 0) {
    if (options.json) terminal.out(`${JSON.stringify({ problems: now.problems.map(problemData) }, undefined, 2)}\n`);
    else printProblems(terminal, now.problems);
    return EXIT.PROBLEMS;
  }
  if (old.problems.length > 0) {
    terminal.err(
      `${before} has ${old.problems.length} problems; an environment that can't be read there counts as new.\n`,
    );
  }
  const changes = changesBetween(blueprints(old), blueprints(now));
  if (options.json) terminal.out(`${JSON.stringify({ changes }, undefined, 2)}\n`);
  else terminal.out(options.format === "markdown" ? changesMarkdown(changes) : changesText(changes));
  return options.exitCode && changesAnything(changes) ? EXIT.PROBLEMS : EXIT.OK;
}

function blueprints({ environments }: Declarations): ReadonlyMap<string, Blueprint> {
  return new Map(environments.map(({ stack, blueprint }) => [stack.name, blueprint]));
}
