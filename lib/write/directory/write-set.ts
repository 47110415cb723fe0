import * as fs from "node:fs";
import * as path from "node:path";
import { replaceFile } from "../../core/replace-file";

/** A file of the output, made when it is written: of ten thousand, one is in memory. */
export interface OutputFile {
  readonly path: string;
  readonly text: () => string;
}

/** What a run was about to do, beside the files: the next run finishes it, or takes it back. */
interface Journal {
  /** While `writing` the old files stand untouched; once `ready` all new ones lie beside them. */
  readonly state: "writing" | "ready";
  readonly process: number;
  /** Absolute paths of the files. */
  readonly files: readonly string[];
}

/** Name of the journal in the output folder. While it is there, the output is not whole. */
export const JOURNAL = ".synth-journal";

/** Another process writes the same output. */
export class BusyError extends Error {
  constructor(journal: string, other: number) {
    super(`Process ${other} is writing this output. If there is no such synth any more, remove ${journal}.`);
  }
}

/**
 * Writes files as one set, the last one last: all lie beside their places before the first takes its own, and nothing
 * else is touched. Whatever stops it leaves the old set, or a journal that the next run finishes.
 *
 * @param plan Says what is written; asked after an earlier run was finished, because it looks at what is there.
 * @returns the plan
 */
export function writeSet<Plan extends { readonly files: readonly OutputFile[] }>(
  folder: string,
  plan: () => Plan,
): Plan {
  const made: string[] = [];
  const journal = path.join(folder, JOURNAL);
  makeFolder(folder, made);
  recover(folder);
  const planned = plan();
  const { files } = planned;
  const places = files.map((file) => path.resolve(file.path));
  try {
    writeJournal(journal, "writing", places);
    const changed = files.filter((file) => writeBeside(file, made));
    writeJournal(
      journal,
      "ready",
      changed.map((file) => path.resolve(file.path)),
    );
  } catch (error) {
    takeBack(journal, places, made);
    throw error;
  }
  finish(journal, places);
  return planned;
}

/** Finishes what an earlier run was stopped in, or takes it back. */
function recover(folder: string): void {
  const journal = path.join(folder, JOURNAL);
  fs.rmSync(`${journal}.new`, { force: true });
  if (!fs.existsSync(journal)) return;
  const { state, process: other, files } = readJournal(journal);
  if (other !== process.pid && isRunning(other)) throw new BusyError(journal, other);
  if (state === "ready") finish(journal, files);
  else takeBack(journal, files, []);
}

/** Whether the output is not whole: a run was stopped, or runs. */
export function isUnfinished(folder: string): boolean {
  return fs.existsSync(path.join(folder, JOURNAL));
}

/** The new file lies hidden beside its place, so that taking it is one step of the file system. */
function besideOf(file: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.new`);
}

/** @returns whether the file is another one than what stands in its place */
function writeBeside(file: OutputFile, made: string[]): boolean {
  const text = file.text();
  if (currentText(file.path) === text) return false;
  makeFolder(path.dirname(file.path), made);
  fs.writeFileSync(besideOf(file.path), text);
  return true;
}

/** The text in a file, or undefined where there is none. */
export function currentText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // A folder stands in its place: told before anything is written.
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  }
}

function finish(journal: string, files: readonly string[]): void {
  for (const file of files) {
    // One that is not there took its place already.
    if (fs.existsSync(besideOf(file))) replaceFile(besideOf(file), file);
  }
  fs.rmSync(journal);
}

function takeBack(journal: string, files: readonly string[], made: readonly string[]): void {
  for (const file of files) fs.rmSync(besideOf(file), { force: true });
  fs.rmSync(`${journal}.new`, { force: true });
  fs.rmSync(journal, { force: true });
  for (const folder of [...made].reverse()) removeEmpty(folder);
}

/** Replaced in one step too, so that it is never half a journal. */
function writeJournal(journal: string, state: Journal["state"], files: readonly string[]): void {
  const text = JSON.stringify({ state, process: process.pid, files } satisfies Journal);
  fs.writeFileSync(`${journal}.new`, text);
  replaceFile(`${journal}.new`, journal);
}

function readJournal(journal: string): Journal {
  try {
    const { state, process: other, files } = JSON.parse(fs.readFileSync(journal, "utf8")) as Journal;
    return { state, process: other, files: files.filter((file) => typeof file === "string") };
  } catch {
    throw new Error(
      `${journal} can't be read, so what an earlier synth left is unknown: remove it and run synth again.`,
    );
  }
}

function isRunning(other: number): boolean {
  try {
    process.kill(other, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Makes a folder, and notes those that were not there. */
function makeFolder(folder: string, made: string[]): void {
  // A file in its place is told by what makes the folder.
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  makeFolder(path.dirname(folder), made);
  fs.mkdirSync(folder);
  made.push(folder);
}

/** Removes a folder that nothing is in. */
export function removeEmpty(folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
