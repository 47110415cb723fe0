import { EXIT } from "../exit-codes";
import { loadDeclared } from "../load";
import { printProblems, problemData } from "../problems";
import type { Terminal } from "../terminal";

export interface ValidateOptions {
  readonly directory: string;
  readonly json?: boolean;
}

/** Checks all files; prints every problem, or how many environments are right. */
export function validate(terminal: Terminal, options: ValidateOptions): number {
  const { environments, problems } = loadDeclared(terminal, options.directory);
  if (options.json) {
    const names = environments.map(({ stack, file }) => ({ environment: stack.name, file }));
    terminal.out(`${JSON.stringify({ environments: names, problems: problems.map(problemData) }, undefined, 2)}\n`);
  } else if (problems.length > 0) {
    printProblems(terminal, problems);
  } else {
    const clusters = environments.filter(({ kind }) => kind === "cluster").length;
    const counts = [counted(environments.length - clusters, "environment"), counted(clusters, "cluster")];
    terminal.out(`${counts.filter(Boolean).join(" and ")} in ${options.directory}, no problem.\n`);
  }
  return problems.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
}

/** A number of things; nothing for none of them. */
function counted(count: number, name: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${name}` : `${count} ${name}s`;
}
