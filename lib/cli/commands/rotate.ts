import type { Blueprint } from "../../core/blueprint";
import { SHELLS, type Shell } from "../../core/shell";
import { locatedIn } from "../../declaration/declarations";
import type { Edit } from "../../declaration/edit";
import type { ReadFolder } from "../../declaration/folder";
import { saveEdits } from "../../declaration/save";
import type { SourceFile } from "../../declaration/source";
import { EXIT, UsageError } from "../exit-codes";
import { fileOf, find, loadSources } from "../load";
import { printProblems } from "../problems";
import { rotationsOf, type Rotation } from "../rotation";
import { rotationSteps, seenPhrase } from "../rotation-steps";
import type { Terminal } from "../terminal";

export interface RotateOptions {
  readonly directory: string;
  readonly all?: boolean;
  readonly to?: number;
  readonly json?: boolean;
}

/** Raises the revisions of secrets in the file of an environment, and says what is to be done then. */
export function rotate(terminal: Terminal, name: string, keys: readonly string[], options: RotateOptions): number {
  const { sources, declarations } = loadSources(terminal, options.directory);
  const declared = find(declarations, name);
  if (declarations.problems.length > 0) {
    printProblems(terminal, declarations.problems);
    return EXIT.PROBLEMS;
  }
  const rotations = rotationsOf(declared.blueprint, { ...options, keys });
  const file = fileOf(sources, declared);
  const problem = saveEdits(file, editsOf(sources, file, rotations));
  if (problem) {
    printProblems(terminal, [problem]);
    return EXIT.PROBLEMS;
  }
  const rotated = { file: file.path, blueprint: declared.blueprint, stack: declared.stack.name, rotations };
  terminal.out(options.json ? dataOf(rotated, options) : pageOf(rotated, options));
  return EXIT.OK;
}

/** What a shared file says of a secret holds for its neighbours, too: the environment's own file overrides it. */
function editsOf({ root, files }: ReadFolder, file: SourceFile, rotations: readonly Rotation[]): readonly Edit[] {
  const located = locatedIn(root, files, file);
  return rotations.map(({ key, to }) => {
    const path = located.pathOf(key.prop);
    const kind = key.source === "generated" ? "generated" : "fromVariable";
    if (!path)
      throw new UsageError(`${file.path} does not say ${key.prop}. Write revision: ${to} there.`, "MX-YAML-EDIT");
    return { path: [...path, kind, "revision"], value: to };
  });
}

interface Rotated {
  readonly file: string;
  readonly blueprint: Blueprint;
  readonly stack: string;
  readonly rotations: readonly Rotation[];
}

function pageOf({ file, blueprint, stack, rotations }: Rotated, { directory }: RotateOptions): string {
  const width = Math.max(...rotations.map(({ key }) => key.key.length));
  const rows = rotations.map((rotation) => {
    const { key, from, to } = rotation;
    const source = key.variable === undefined ? "generated anew" : `from TF_VAR_${key.variable}`;
    return `  ${key.key.padEnd(width)}  revision ${to} (was ${from})  ${source}; ${seenPhrase(blueprint, rotation)}\n`;
  });
  const shells = (Object.keys(SHELLS) as Shell[]).map((shell) => {
    const lines = rotationSteps(blueprint, rotations, { stack, directory }, shell);
    return `\n${SHELLS[shell].title}, line by line:\n\n${lines.map((line) => `  ${line}\n`).join("")}`;
  });
  return `${file}\n${rows.join("")}${shells.join("")}\n${REFUSED}\n`;
}

const REFUSED =
  "If the apply fails, the old value stays. Run the same rotate again before the next apply: on every store another revision is written.";

function dataOf({ file, blueprint, stack, rotations }: Rotated, { directory }: RotateOptions): string {
  const keys = rotations.map((rotation) => {
    const { key, from, to } = rotation;
    const variable = key.variable === undefined ? {} : { variable: `TF_VAR_${key.variable}` };
    const { appliesLive, source } = key;
    return { key: key.key, from, to, source, ...variable, appliesLive, app: seenPhrase(blueprint, rotation) };
  });
  const steps = (shell: Shell) => rotationSteps(blueprint, rotations, { stack, directory }, shell);
  const data = { file, keys, posix: steps("posix"), powershell: steps("powershell") };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
