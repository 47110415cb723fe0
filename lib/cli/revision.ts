import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { posix } from "node:path";
import type { Problem } from "../core/problem";
import { readDeclarations, type Declarations } from "../declaration/declarations";
import { decode, fileProblem, isDeclaration } from "../declaration/folder";
import { BYTES_MAX } from "../declaration/read-file";
import type { SourceFile } from "../declaration/source";
import { UsageError } from "./exit-codes";
import { load } from "./load";
import type { Terminal } from "./terminal";

/** The declarations of a folder on disk, or of the folder as it is in a Git revision. */
export function loadRevision(terminal: Terminal, revision: string, folder: string): Declarations {
  if (fs.existsSync(revision)) return load(terminal, revision);
  const root = posix.normalize(folder).replace(/(.)\/$/, "$1");
  const problems: Problem[] = [];
  const files = blobsAt(revision, root).flatMap((blob) => readBlob(blob, problems) ?? []);
  const read = readDeclarations(root, files);
  return { ...read, problems: [...problems, ...read.problems] };
}

/** A file of a revision. Git is asked for it by its id: a path may hold what ends a line. */
interface Blob {
  readonly path: string;
  readonly id: string;
  readonly size: number;
}

type ReadBlob = Blob & { readonly bytes?: Buffer };

function readBlob({ path, bytes }: ReadBlob, problems: Problem[]): SourceFile | undefined {
  const text = bytes && decode(bytes);
  if (text !== undefined) return { path, text };
  const what = bytes ? "can't be read as UTF-8" : `has more than ${BYTES_MAX} bytes`;
  problems.push(fileProblem(path, `The file ${what}.`, "Compare with another revision."));
  return undefined;
}

function blobsAt(revision: string, folder: string): readonly ReadBlob[] {
  const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (commit === undefined) throw new UsageError(`${revision} is neither a folder nor a Git revision.`);
  const listed = git(["ls-tree", "-r", "-z", "-l", commit.toString().trim(), "--", `${folder}/`]);
  const blobs = (listed?.toString() ?? "").split("\0").flatMap((row): Blob[] => {
    const [, id, size, path] = /^\d+ blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(row) ?? [];
    return id !== undefined && path !== undefined && isDeclaration(path) ? [{ path, id, size: Number(size) }] : [];
  });
  const known = contentsOf(blobs.filter(({ size }) => size <= BYTES_MAX));
  return blobs.map((blob) => known.get(blob) ?? blob);
}

/** All files by one process: one for each would take minutes for thousands. */
function contentsOf(blobs: readonly Blob[]): ReadonlyMap<Blob, ReadBlob> {
  let rest = git(["cat-file", "--batch"], blobs.map(({ id }) => `${id}\n`).join("")) ?? Buffer.alloc(0);
  return new Map(
    blobs.map((blob) => {
      const start = rest.indexOf(10) + 1;
      const bytes = rest.subarray(start, start + blob.size);
      rest = rest.subarray(start + blob.size + 1);
      return [blob, { ...blob, bytes }];
    }),
  );
}

/** What Git says of a folder: its last commit, and whether something is changed since; empty without Git. */
export function revisionOf(folder: string): string {
  const commit = git(["-C", folder, "rev-parse", "--verify", "--quiet", "HEAD"])?.toString().trim() ?? "";
  if (commit === "") return "";
  const changed = git(["-C", folder, "status", "--porcelain", "--", "."])?.toString() ?? "";
  return changed === "" ? commit : `${commit} with changes`;
}

function git(parameters: readonly string[], input?: string): Buffer | undefined {
  const run = spawnSync("git", [...parameters], { input, maxBuffer: 1024 * 1024 * 1024 });
  return run.status === 0 ? run.stdout : undefined;
}
