import { App } from "cdktf";
import { EXIT } from "../exit-codes";
import { find, loadDeclared } from "../load";
import { assertPeers } from "../peers";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface SynthOptions {
  readonly directory: string;
  readonly output: string;
  readonly json?: boolean;
}

/** Writes the stacks of all environments, or of those that are named. The one command that loads provider bindings. */
export function synth(terminal: Terminal, names: readonly string[], options: SynthOptions): number {
  const declarations = loadDeclared(terminal, options.directory);
  // A problem of another environment counts too: names are checked across all of them.
  if (declarations.problems.length > 0) {
    printProblems(terminal, declarations.problems);
    return EXIT.PROBLEMS;
  }
  const chosen = names.length > 0 ? names.map((name) => find(declarations, name)) : declarations.environments;
  assertPeers(chosen.flatMap(({ blueprint }) => blueprint.providers));
  const { DeclaredStack } =
    require("../../declaration/constructs/declared-stack") as typeof import("../../declaration/constructs/declared-stack");
  const app = new App({ outdir: options.output });
  for (const declared of new Set(chosen)) new DeclaredStack(app, declared);
  app.synth();
  const written = [...new Set(chosen)].map(({ stack }) => `${options.output}/stacks/${stack.name}`);
  terminal.out(
    options.json ? `${JSON.stringify({ directories: written }, undefined, 2)}\n` : `${written.join("\n")}\n`,
  );
  return EXIT.OK;
}
