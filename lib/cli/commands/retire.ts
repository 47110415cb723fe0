import { retirementOf, type Retirement } from "../../change/retirement";
import { pathArgument, shellCommand } from "../../core/shell";
import { saveEdits } from "../../declaration/save";
import { directoryOption, nextLines } from "../../explain/phrases";
import { EXIT } from "../exit-codes";
import { fileOf, find, loadSources } from "../load";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface RetireOptions {
  readonly directory: string;
  readonly json?: boolean;
}

/** Writes the end of an environment into its file, and says what goes, in which order, and what stays. */
export function retire(terminal: Terminal, name: string, options: RetireOptions): number {
  const { sources, declarations } = loadSources(terminal, options.directory);
  const declared = find(declarations, name);
  const { file: path, stack, blueprint } = declared;
  // Problems of others count: an environment that reads entries of this one is among them.
  if (declarations.problems.length > 0) {
    printProblems(terminal, declarations.problems);
    return EXIT.PROBLEMS;
  }
  const file = fileOf(sources, declared);
  const problem = saveEdits(file, blueprint.retired ? [] : [{ path: ["retired"], value: true }]);
  if (problem) {
    printProblems(terminal, [problem]);
    return EXIT.PROBLEMS;
  }
  const retirement = retirementOf(blueprint.retired ?? blueprint);
  const ends = { ...blueprint, variables: [] };
  const steps = [
    ...nextLines(ends, { stack: stack.name, directory: options.directory }),
    shellCommand("rm", pathArgument(path)),
    `npx cdktf-mendix-secret-store synth --prune${directoryOption(options.directory)}`,
  ];
  terminal.out(
    options.json
      ? `${JSON.stringify({ file: path, ...retirement, steps }, undefined, 2)}\n`
      : pageOf(path, retirement, steps),
  );
  return EXIT.OK;
}

function pageOf(file: string, { goes, stays }: Retirement, steps: readonly string[]): string {
  const section = (title: string, lines: readonly string[]) =>
    `\n${title}\n\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const numbered = goes.map((line, index) => `${index + 1}. ${line}`);
  return [
    `${file}: retired: true\n`,
    section("What goes, in this order:", numbered),
    section("What stays:", stays),
    section("Run, line by line; the file goes only after the apply:", steps),
  ].join("");
}
