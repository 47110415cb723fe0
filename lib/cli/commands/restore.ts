import type { Blueprint } from "../../core/blueprint";
import { nextLines } from "../../explain/phrases";
import { restorationsOf, type Restoration } from "../../explain/restoration";
import { importNotes } from "../../explain/taken-over";
import { EXIT } from "../exit-codes";
import { find, loadDeclared, problemsOf } from "../load";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface RestoreOptions {
  readonly directory: string;
  readonly json?: boolean;
}

/** What can be brought back of an environment's entries after they were deleted, and how it is taken over again. */
export function restore(terminal: Terminal, name: string, options: RestoreOptions): number {
  const declarations = loadDeclared(terminal, options.directory);
  const declared = find(declarations, name);
  const problems = problemsOf(declarations, declared);
  if (problems.length > 0) {
    printProblems(terminal, problems);
    return EXIT.PROBLEMS;
  }
  const blueprint = declared.blueprint.retired ?? declared.blueprint;
  const restorations = restorationsOf(blueprint);
  const plan = {
    file: declared.file,
    isRetired: declared.blueprint.retired !== undefined,
    store: blueprint.store,
    restorations,
    takeOver: restorations.flatMap(({ takeOver }) => takeOver ?? []),
    notes: notesOf(blueprint, restorations),
    steps: nextLines(blueprint, { stack: declared.stack.name, directory: options.directory }),
  };
  terminal.out(options.json ? `${JSON.stringify(plan, undefined, 2)}\n` : pageOf(plan));
  return EXIT.OK;
}

interface RestorePlan {
  readonly file: string;
  readonly isRetired: boolean;
  readonly store: string;
  readonly restorations: readonly Restoration[];
  readonly takeOver: readonly string[];
  readonly notes: readonly string[];
  readonly steps: readonly string[];
}

/** What becomes of the values, as for anything that is taken over. */
function notesOf(blueprint: Blueprint, restorations: readonly Restoration[]): readonly string[] {
  const addresses = restorations.flatMap(({ takeOver }) => takeOver ?? []);
  return importNotes(
    blueprint,
    blueprint.resources.filter(({ path }) => addresses.includes(path)),
  );
}

function pageOf({ file, isRetired, store, restorations, takeOver, notes, steps }: RestorePlan): string {
  if (restorations.length === 0) return `The environment makes no entry in ${store} that could be brought back.\n`;
  const found = restorations.map(({ name, keys, commands, note }) => {
    const holds = keys.length > 0 ? ` (${keys.length > 3 ? `${keys.length} keys` : keys.join(", ")})` : "";
    return `  ${name}${holds}: ${note}\n${commands.map((command) => `    ${command}\n`).join("")}`;
  });
  const lines = [
    ...(isRetired ? [`Take retired: true out of ${file}.`] : []),
    ...(takeOver.length > 0 ? [`Write into ${file}, of what was brought back:`, "", "  takeOver:"] : []),
    ...takeOver.map((address) => `    - ${JSON.stringify(address)}`),
  ];
  return [
    `${store}: what was deleted and can be brought back; run the commands of what is gone\n\n${found.join("")}`,
    `\n${lines.map((line) => `${line}\n`).join("")}`,
    notes.length > 0 ? `\n${notes.map((note) => `  ${note}\n`).join("")}` : "",
    `\nThen, line by line:\n\n${steps.map((step) => `  ${step}\n`).join("")}`,
  ].join("");
}
