import * as fs from "node:fs";
import { posix } from "node:path";
import type { StackOutput } from "./declared";
import { manifestText, rowsOf, stackFile, stackFolder, stackRow, type StackRows } from "./manifest";
import { readRecord, RECORD, recordText, type WrittenRecord } from "./record";
import { currentText, type OutputFile } from "./write-set";

/** What is written, and what is no longer declared. */
export interface Output {
  /** Folder of the stacks and the manifest. */
  readonly folder: string;
  /** In the order in which they are written: the manifest is the last one. */
  readonly files: readonly OutputFile[];
  /** The files of each stack. */
  readonly stacks: readonly StackFiles[];
  /** Folders of the stacks that are written. */
  readonly directories: readonly string[];
  /** Stacks whose folders are there, and that nothing declares any more. */
  readonly staleStacks: readonly string[];
  /** Manifests that were written and that nothing declares any more. */
  readonly staleManifests: readonly StaleManifest[];
}

export interface StaleManifest {
  readonly path: string;
  /** Name of the stack that it was written with. */
  readonly stack: string;
}

/** What is written of one stack. */
export interface StackFiles {
  readonly name: string;
  readonly stack: OutputFile;
  readonly manifests: readonly OutputFile[];
}

function filesOf(folder: string, { name, text, manifests }: StackOutput): StackFiles {
  return {
    name,
    stack: { path: posix.join(folder, stackFile(name)), text },
    manifests: Object.entries(manifests).map(([path, own]) => ({ path, text: () => own })),
  };
}

/**
 * Plans the output of declarations.
 *
 * @param declared Names of all stacks that are declared.
 * @param chosen What is written of them; of the rest the folders and the manifest's rows stay as they are.
 */
export function planOutput(folder: string, declared: readonly string[], chosen: readonly StackOutput[]): Output {
  const before = readRecord(posix.join(folder, RECORD));
  const rows = rowsOf(currentText(posix.join(folder, "manifest.json")));
  const whole = chosen.length === declared.length;
  const stacks = chosen.map((one) => filesOf(folder, one));
  const manifests = Object.fromEntries(stacks.map((one) => [one.name, one.manifests.map(({ path }) => path)]));
  const declaredNames = new Set(declared);
  const known = [...new Set([...Object.keys(before), ...Object.keys(rows)])].sort();
  const staleStacks = known.filter((name) => !declaredNames.has(name) && isWritten(folder, name));
  const now = new Set(Object.values(manifests).flat());
  const looked = Object.entries(before).filter(([name]) => name in manifests || !declaredNames.has(name));
  const staleManifests = looked
    .flatMap(([stack, paths]) => paths.map((path): StaleManifest => ({ stack, path })))
    .filter(({ path }) => !now.has(path) && fs.existsSync(path));
  const own = Object.fromEntries(chosen.map(({ name }) => [name, stackRow(name)]));
  const record = recorded({ before, manifests, declaredNames, staleStacks, staleManifests });
  const files: OutputFile[] = [
    ...stacks.map(({ stack }) => stack),
    ...stacks.flatMap((one) => one.manifests),
    { path: posix.join(folder, RECORD), text: () => recordText(record) },
    { path: posix.join(folder, "manifest.json"), text: () => manifestText(rowsAfter(whole, rows, own)) },
  ];
  const directories = chosen.map(({ name }) => posix.join(folder, stackFolder(name)));
  return { folder, files, stacks, directories, staleStacks, staleManifests };
}

/** A stack that is not declared leaves the manifest when everything is written, and not before. */
function rowsAfter(whole: boolean, before: StackRows, own: StackRows): StackRows {
  return whole ? own : { ...before, ...own };
}

interface Recorded {
  readonly before: WrittenRecord;
  readonly manifests: WrittenRecord;
  readonly declaredNames: ReadonlySet<string>;
  readonly staleStacks: readonly string[];
  readonly staleManifests: readonly StaleManifest[];
}

/** What is stale stays on record until it is removed: the next run names it again. */
function recorded({ before, manifests, declaredNames, staleStacks, staleManifests }: Recorded): WrittenRecord {
  const stale = new Set(staleManifests.map(({ path }) => path));
  const left = Object.entries(before).flatMap(([name, files]): [string, readonly string[]][] => {
    const others = declaredNames.has(name) && !(name in manifests);
    const kept = others ? files : files.filter((file) => stale.has(file));
    return others || kept.length > 0 || staleStacks.includes(name) ? [[name, kept]] : [];
  });
  const record: Record<string, readonly string[]> = Object.fromEntries([
    ...staleStacks.map((name) => [name, []] as const),
    ...left,
  ]);
  for (const [name, files] of Object.entries(manifests)) {
    record[name] = [...new Set([...files, ...(record[name] ?? [])])].sort();
  }
  return record;
}

function isWritten(folder: string, name: string): boolean {
  return isStackName(name) && fs.existsSync(posix.join(folder, stackFile(name)));
}

/** The name comes from a file: it must not lead out of the folder. */
function isStackName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !/[/\\]/.test(name);
}
