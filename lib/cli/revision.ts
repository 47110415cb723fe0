import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { posix } from "node:path";
import { readDeclarations, type Declarations } from "../declaration/declarations";
import { decode, isDeclaration } from "../declaration/folder";
import type { SourceFile } from "../declaration/source";
import { UsageError } from "./exit-codes";
import { load } from "./load";
import type { Terminal } from "./terminal";

/** The declarations of a folder on disk, or of the folder as it is in a Git revision. */
export function loadRevision(terminal: Terminal, revision: string, folder: string): Declarations {
  if (fs.existsSync(revision)) return load(terminal, revision);
  const root = posix.normalize(folder).replace(/(.)\/$/, "$1");
  return readDeclarations(root, filesAt(revision, root));
}

function filesAt(revision: string, folder: string): readonly SourceFile[] {
  const commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (commit === undefined) throw new UsageError(`${revision} is neither a folder nor a Git revision.`);
  const listed = git(["ls-tree", "-r", "-z", "--name-only", commit.toString().trim(), "--", `${folder}/`]);
  const paths = (listed?.toString() ?? "").split("\0").filter(isDeclaration);
  return contentsOf(commit.toString().trim(), paths);
}

/** All files by one process: one for each would take minutes for thousands. */
function contentsOf(commit: string, paths: readonly string[]): readonly SourceFile[] {
  const input = paths.map((path) => `${commit}:./${path}\n`).join("");
  let rest = git(["cat-file", "--batch"], input) ?? Buffer.alloc(0);
  return paths.flatMap((path) => {
    const end = rest.indexOf(10);
    const size = Number(/ blob (\d+)$/.exec(rest.subarray(0, end).toString())?.[1] ?? 0);
    const bytes = rest.subarray(end + 1, end + 1 + size);
    rest = rest.subarray(end + 1 + size + 1);
    const text = decode(bytes);
    return text === undefined ? [] : [{ path, text }];
  });
}

function git(parameters: readonly string[], input?: string): Buffer | undefined {
  const run = spawnSync("git", [...parameters], { input, maxBuffer: 1024 * 1024 * 1024 });
  return run.status === 0 ? run.stdout : undefined;
}
