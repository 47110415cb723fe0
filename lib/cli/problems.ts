import { formatProblem, type Problem } from "../core/problem";
import { oneLine, painted } from "../core/visible";
import type { Terminal } from "./terminal";

/** All problems as a person reads them, with colour where the terminal shows it. */
export function printProblems(terminal: Terminal, problems: readonly Problem[]): void {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const pages = problems.map((problem) => coloured(formatProblem(problem), problem, terminal.colour));
  terminal.out(`${pages.join("\n\n")}\n\n${count}\n`);
}

/** Problems as data: what programs read. */
export function problemData({ code, environment, prop, message, fix, location }: Problem) {
  const [, file = location, line, column] = /^(.*?):(\d+):(\d+)$/.exec(location ?? "") ?? [];
  return {
    code,
    environment,
    prop,
    message,
    fix,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line), column: Number(column) }),
  };
}

function coloured(text: string, problem: Problem, colour: boolean): string {
  if (!colour) return text;
  return text
    .replace(oneLine(problem.location ?? problem.code), (found) => painted(found, 36))
    .replace(`  ${problem.code}`, (found) => painted(found, 31));
}
