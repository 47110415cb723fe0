import { EXIT } from "../exit-codes";
import { find, loadDeclared, problemsOf } from "../load";
import { printProblems } from "../problems";
import { rebuildComments, rebuildOf } from "../rebuild";
import type { Terminal } from "../terminal";
import { VARIABLE_FORMATS } from "../variable-formats";

export interface VariablesOptions {
  readonly directory: string;
  readonly format: keyof typeof VARIABLE_FORMATS;
  /** Whether what is in no variable is listed, too. */
  readonly all?: boolean;
  readonly json?: boolean;
}

/** The variables that a deploy has to be given, in the form that a shell or a pipeline takes them. */
export function variables(terminal: Terminal, name: string, options: VariablesOptions): number {
  const declarations = loadDeclared(terminal, options.directory);
  const environment = find(declarations, name);
  const problems = problemsOf(declarations, environment);
  if (problems.length > 0) {
    printProblems(terminal, problems);
    return EXIT.PROBLEMS;
  }
  const { blueprint, stack } = environment;
  const needed = blueprint.variables.map((variable) => ({
    ...variable,
    environmentVariable: `TF_VAR_${variable.name}`,
  }));
  const rebuild = options.all ? rebuildOf(blueprint, { stack: stack.name, directory: options.directory }) : undefined;
  if (options.json) {
    const data = { environment: stack.name, variables: needed, ...rebuild };
    terminal.out(`${JSON.stringify(data, undefined, 2)}\n`);
    return EXIT.OK;
  }
  if (needed.length === 0) terminal.err(`${stack.name} needs no variable.\n`);
  else terminal.out(VARIABLE_FORMATS[options.format](stack.name, blueprint.variables));
  if (rebuild) terminal.out(rebuildComments(rebuild));
  return EXIT.OK;
}
