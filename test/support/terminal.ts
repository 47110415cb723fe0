import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../lib/cli/program";
import type { Terminal } from "../../lib/cli/terminal";

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function cli(parameters: readonly string[], terminal: Partial<Terminal> = {}): Promise<CliResult> {
  let [out, err] = ["", ""];
  const code = await run(parameters, {
    out: (text) => (out += text),
    err: (text) => (err += text),
    colour: false,
    watched: false,
    ...terminal,
  });
  return { code, out, err };
}

/** A folder with files in it; a test removes it. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "declarations-"));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}
