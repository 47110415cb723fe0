import * as fs from "node:fs";
import type { Problem } from "../core/problem";
import type { SourceFile } from "../declaration/source";
import { didYouMean } from "../core/did-you-mean";
import type { DeclaredEnvironment, Declarations, ReadOptions } from "../declaration/declarations";
import { declarationsIn, readFolder, type ReadFolder } from "../declaration/folder";
import { UsageError } from "./exit-codes";
import { progress } from "./progress";
import type { Terminal } from "./terminal";

/** The declarations of a folder, with progress where it takes longer than a second. */
export function load(terminal: Terminal, folder: string): Declarations {
  return declarationsOf(terminal, readSources(folder));
}

/** The same with the files that they were read from, for a command that edits one. */
export function loadSources(terminal: Terminal, folder: string) {
  const sources = readSources(folder);
  return { sources, declarations: assertDeclared(declarationsOf(terminal, sources), folder) };
}

/** The file of an environment as it was read. */
export function fileOf({ files }: ReadFolder, { file }: Pick<DeclaredEnvironment, "file">): SourceFile {
  const found = files.find(({ path }) => path === file);
  if (!found) throw new Error(`${file}: not among the files that were read`);
  return found;
}

function readSources(folder: string): ReadFolder {
  if (!fs.existsSync(folder)) throw new UsageError(`There is no folder ${folder}. ${BEGIN}`);
  return readFolder(folder);
}

function declarationsOf(terminal: Terminal, sources: ReadFolder, options: ReadOptions = {}): Declarations {
  const bar = progress(terminal, "files");
  try {
    return declarationsIn(sources, { ...options, onFile: bar.step });
  } finally {
    bar.end();
  }
}

/** The same, where nothing declared is a mistake: a check of a wrong folder would pass. */
export function loadDeclared(terminal: Terminal, folder: string): Declarations {
  return assertDeclared(load(terminal, folder), folder);
}

/** The same, where of each declaration no more is kept than what is made of it: there can be ten thousand. */
export function loadEach<T>(terminal: Terminal, folder: string, make: (declared: DeclaredEnvironment) => T): Loaded<T> {
  const environments: T[] = [];
  const onDeclared = (declared: DeclaredEnvironment) => void environments.push(make(declared));
  const { problems } = declarationsOf(terminal, readSources(folder), { onDeclared });
  return assertDeclared({ environments, problems }, folder);
}

/** What was made of declarations, and everything that is wrong with them. */
interface Loaded<T> {
  readonly environments: readonly T[];
  readonly problems: readonly Problem[];
}

function assertDeclared<L extends Loaded<unknown>>(loaded: L, folder: string): L {
  const { environments, problems } = loaded;
  if (environments.length > 0 || problems.length > 0) return loaded;
  throw new UsageError(`${folder} declares no environment. ${BEGIN}`);
}

const BEGIN = "Write a first one with mendix-secret-store init, or name another folder with --directory.";

/** What an environment is called. */
export interface Named {
  readonly stack: { readonly name: string };
  readonly blueprint: { readonly subject: { readonly name: string } };
}

/** The environment of a name: of its stack, or of the environment where only one has it. */
export function find<T extends Named>({ environments, problems }: Loaded<T>, name: string): T {
  const byStack = environments.find(({ stack }) => stack.name === name);
  const byName = environments.filter(({ blueprint }) => blueprint.subject.name === name);
  const found = byStack ?? (byName.length === 1 ? byName[0] : undefined);
  if (found) return found;
  const names = environments.map(({ stack }) => stack.name);
  const broken = problems.length > 0 ? " Some files have problems: run mendix-secret-store validate." : "";
  const message = `No environment is called ${name}.${didYouMean(name, names)}${broken}`;
  throw new UsageError(message, "MX-ENVIRONMENT-UNKNOWN");
}

/**
 * The problems of one environment, wherever they stand: in its file, or in one that it shares with others. Of one that
 * has any nothing is printed but these: a name that is refused would stand in commands and pipelines.
 */
export function problemsOf(
  { environments, problems }: Declarations,
  { blueprint, file }: DeclaredEnvironment,
): readonly Problem[] {
  const others = new Set(environments.map((environment) => environment.file));
  others.delete(file);
  const own = problems.filter(({ location = "" }) => !others.has(location.replace(/(:\d+){2}$/, "")));
  return own.length > 0 ? own : blueprint.problems;
}
