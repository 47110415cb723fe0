import type { DeclaredEnvironment } from "../../declaration/declarations";
import { differences } from "../../write/directory/check";
import { stackOutput, type StackOutput } from "../../write/directory/declared";
import { stackFolder } from "../../write/directory/manifest";
import { planOutput, type Output } from "../../write/directory/output";
import { prune, type Pruned } from "../../write/directory/prune";
import { BusyError, isUnfinished, writeSet } from "../../write/directory/write-set";
import { shellWord } from "../../core/shell";
import { EXIT, UsageError } from "../exit-codes";
import { directoryOption } from "../../explain/phrases";
import { find, loadEach, type Named } from "../load";
import { printProblems } from "../problems";
import type { Terminal } from "../terminal";

export interface SynthOptions {
  readonly directory: string;
  readonly output?: string;
  readonly prune?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Writes the stacks of all environments, or of those that are named, without cdktf. */
export function synth(terminal: Terminal, names: readonly string[], options: SynthOptions): number {
  refuse(names, options);
  const declarations = loadEach(terminal, options.directory, (declared) => outputOf(declared, names));
  // A problem of another environment counts too: names are checked across all of them.
  if (declarations.problems.length > 0) {
    printProblems(terminal, declarations.problems);
    return EXIT.PROBLEMS;
  }
  const all = declarations.environments;
  const chosen = names.length > 0 ? [...new Set(names.map((name) => find(declarations, name)))] : all;
  // cdktf's command line says where it looks for the output.
  const folder = options.output ?? process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
  const declared = all.map(({ stack }) => stack.name);
  const outputs = chosen.flatMap(({ output }) => output ?? []);
  const plan = () => planOutput(folder, declared, outputs);
  if (options.check) return check(terminal, plan(), options);
  const output = written(folder, plan);
  const pruned = options.prune ? prune(output) : { removed: [], kept: [] };
  // What is gone leaves the record, too.
  if (pruned.removed.length > 0) written(folder, plan);
  report(terminal, output, pruned, options);
  return EXIT.OK;
}

interface Made extends Named {
  /** Undefined where nobody asked for it, and of what has problems. */
  readonly output: StackOutput | undefined;
}

/** Keeps of an environment its names and, where it is to be written, its output. */
function outputOf(declared: DeclaredEnvironment, names: readonly string[]): Made {
  const { stack, blueprint } = declared;
  const [own, environment] = [stack.name, blueprint.subject.name];
  const asked = names.length === 0 || names.includes(own) || names.includes(environment);
  const output = asked && blueprint.problems.length === 0 ? stackOutput(declared) : undefined;
  return { stack: { name: own }, blueprint: { subject: { name: environment } }, output };
}

function refuse(names: readonly string[], options: SynthOptions): void {
  if (process.env["SYNTH_HCL_OUTPUT"] === "true") {
    throw new UsageError(
      "HCL is not written: cdktf's drops ephemeral blocks, and with them the secrets. Unset SYNTH_HCL_OUTPUT (cdktf synth without --hcl); Terraform reads JSON alike.",
    );
  }
  if (options.prune && names.length > 0) {
    throw new UsageError("--prune looks at all environments: name none.");
  }
  if (options.prune && options.check) throw new UsageError("--check writes nothing: leave --prune out.");
}

function written(folder: string, plan: () => Output): Output {
  try {
    return writeSet(folder, plan);
  } catch (error) {
    if (error instanceof BusyError) throw new UsageError(error.message);
    throw error;
  }
}

function report(terminal: Terminal, output: Output, { removed, kept }: Pruned, options: SynthOptions): void {
  const gone = new Set(removed);
  const { folder, directories, staleStacks, staleManifests } = output;
  const stale = staleStacks.map((name) => ({ name, place: `${folder}/${stackFolder(name)}` }));
  const stacks = stale.filter(({ place }) => !gone.has(place));
  const manifests = staleManifests.map(({ path }) => path).filter((file) => !gone.has(file));
  if (options.json) {
    const places = stacks.map(({ place }) => place);
    const data = { directories, stale: { stacks: places, manifests }, removed, kept };
    terminal.out(`${JSON.stringify(data, undefined, 2)}\n`);
    return;
  }
  terminal.out(directories.map((directory) => `${directory}\n`).join(""));
  for (const path of removed) terminal.err(`removed ${path}\n`);
  const again = `mendix-secret-store synth --prune${directoryOption(options.directory)}`;
  const whyKept = (place: string) => kept.find(({ path }) => path === place)?.reason;
  for (const { name, place } of stacks) {
    const reason = whyKept(place);
    const why = reason === undefined ? "" : ` It stays: ${reason}.`;
    terminal.err(
      `${place} is no longer declared.${why} What it made still stands: terraform ${shellWord(`-chdir=${place}`)} destroy, then ${again}. Or put its file back and run mendix-secret-store retire ${shellWord(name)}.\n`,
    );
  }
  for (const file of manifests) {
    const reason = whyKept(file);
    const what = reason === undefined ? `; ${again} removes it` : `. It stays: ${reason}`;
    terminal.err(`${file} is no longer declared${what}.\n`);
  }
}

/** For pipelines that commit the output: whether it is what is declared. */
function check(terminal: Terminal, output: Output, options: SynthOptions): number {
  const unfinished = isUnfinished(output.folder);
  const found = differences(output);
  if (options.json) terminal.out(`${JSON.stringify({ unfinished, differences: found }, undefined, 2)}\n`);
  else {
    if (unfinished) terminal.out(`${output.folder} is not whole: a synth was stopped in it. Run it again.\n`);
    for (const { what, path } of found) terminal.out(`${what.padEnd(8)}${path}\n`);
    if (!unfinished && found.length === 0) terminal.out(`${output.folder} is what ${options.directory} declares.\n`);
  }
  return unfinished || found.length > 0 ? EXIT.PROBLEMS : EXIT.OK;
}
