import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** What a shell did with a command: the words that each program got, and the files that were left behind. */
export interface ShellRun {
  readonly calls: readonly (readonly string[])[];
  readonly stdin: readonly string[];
  readonly left: readonly string[];
}

const PROGRAMS = ["aws", "az", "gcloud", "kubectl", "npm", "npx", "printenv", "terraform", "vault"];

/** A program of each name that only writes down its name, its words, and what it reads where it is told `-` or `...=-`. */
const STUB = `#!/bin/sh
printf '%s\\0' "\${0##*/}" "$@" >> "$CALLS"
printf '\\036' >> "$CALLS"
for last; do :; done
case "$last" in -|*=-) cat >> "$STDIN"; printf '\\036' >> "$STDIN" ;; esac
`;

/** Gives a command to a POSIX shell in an empty folder, where the programs that it may call are stubs. */
export function runInShell(command: string): ShellRun {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "shell-"));
  const [bin, folder] = [path.join(root, "bin"), path.join(root, "folder")];
  const [calls, stdin] = [path.join(root, "calls"), path.join(root, "stdin")];
  try {
    for (const directory of [bin, folder]) fs.mkdirSync(directory);
    for (const file of [calls, stdin]) fs.writeFileSync(file, "");
    for (const name of PROGRAMS) fs.writeFileSync(path.join(bin, name), STUB, { mode: 0o755 });
    const env = { PATH: `${bin}:${process.env["PATH"] ?? ""}`, CALLS: calls, STDIN: stdin };
    spawnSync("sh", ["-c", command], { cwd: folder, env, input: "" });
    return {
      calls: recordsOf(calls).map((record) => record.split("\0").slice(0, -1)),
      stdin: recordsOf(stdin),
      left: fs.readdirSync(folder),
    };
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

function recordsOf(file: string): string[] {
  return fs.readFileSync(file, "utf8").split("\u001e").slice(0, -1);
}
