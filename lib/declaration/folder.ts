import * as fs from "node:fs";
import { posix } from "node:path";
import { InvalidDeclarationError, type Problem } from "../core/problem";
import { readDeclarations, type DeclaredEnvironment, type Declarations, type ReadOptions } from "./declarations";
import { readRegularFile, UnreadableFile } from "./read-file";
import type { SourceFile } from "./source";

/** The files of a folder as they were read, and what could not be. */
export interface ReadFolder {
  readonly root: string;
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

/** Reads the files in a folder and in the folders below it, in the order of their paths. */
export function readFolder(folder: string): ReadFolder {
  const root = posix.normalize(folder).replace(/(.)\/$/, "$1");
  const problems: Problem[] = [];
  const files = pathsIn(root, problems).flatMap((path) => readFile(path, problems) ?? []);
  return { root, files, problems };
}

/** Reads the declarations in a folder and in the folders below it. */
export function loadDeclarations(folder: string, options: ReadOptions = {}): Declarations {
  return declarationsIn(readFolder(folder), options);
}

/** What the files of a folder declare. */
export function declarationsIn({ root, files, problems }: ReadFolder, options: ReadOptions = {}): Declarations {
  const read = readDeclarations(root, files, options);
  return { ...read, problems: [...problems, ...read.problems] };
}

/**
 * The environments that a folder declares. Throws one error with all problems of all files, each with its line, before
 * a construct exists.
 */
export function declaredEnvironments(folder: string): readonly DeclaredEnvironment[] {
  const { environments, problems } = loadDeclarations(folder);
  if (problems.length > 0) throw new InvalidDeclarationError(problems);
  return environments;
}

/** Whether a file of this name is read as a declaration. */
export function isDeclaration(name: string): boolean {
  return /\.ya?ml$/.test(name) && !posix.basename(name).startsWith(".");
}

function pathsIn(folder: string, problems: Problem[]): readonly string[] {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push(fileProblem(folder, `The folder ${whyNot(error)}.`, "Write the folder of the declarations."));
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith(".") ? [] : pathsIn(path, problems);
      if (isDeclaration(entry.name)) return [path];
      const problem = passedOver(entry, path);
      if (problem) problems.push(problem);
      return [];
    });
}

/** What looks like declarations and is not read: told, because nothing of it is made. */
function passedOver(entry: fs.Dirent, path: string): Problem | undefined {
  if (entry.name.startsWith(".")) return undefined;
  if (/\.ya?ml$/i.test(entry.name)) {
    const [name] = /\.ya?ml$/i.exec(path) ?? [];
    return fileProblem(
      path,
      "The file is not read: its name ends in capitals.",
      `Let it end with ${name?.toLowerCase()}.`,
    );
  }
  if (!entry.isSymbolicLink() || !isFolder(path)) return undefined;
  return fileProblem(
    path,
    "The link to a folder is not followed.",
    "Move the folder here, or name it with --directory.",
  );
}

function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readFile(path: string, problems: Problem[]): SourceFile | undefined {
  try {
    const text = decode(readRegularFile(path));
    if (text !== undefined) return { path, text };
    problems.push(fileProblem(path, "The file can't be read as UTF-8.", "Save it as UTF-8, or remove it."));
  } catch (error) {
    problems.push(fileProblem(path, `The file ${whyNot(error)}.`, "Correct that, or remove it."));
  }
  return undefined;
}

const WHY_NOT: Readonly<Record<string, string>> = {
  EACCES: "may not be read",
  ENOENT: "is not there",
  ENOTDIR: "is a file",
  EPERM: "may not be read",
};

/** Why a file or folder could not be read, by the code of the system's error. */
function whyNot(error: unknown): string {
  if (error instanceof UnreadableFile) return error.why;
  return WHY_NOT[(error as NodeJS.ErrnoException).code ?? ""] ?? `can't be read (${String(error)})`;
}

/** Bytes as text; a wrong byte would otherwise become another character without a word. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file or folder that can't be read as it should be. */
export function fileProblem(path: string, message: string, fix: string): Problem {
  return { code: "MX-YAML-FILE", environment: "", prop: "", location: path, message, fix };
}
