import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Fill } from "../core/fill";
import { started } from "../core/program";
import { UsageError } from "./exit-codes";
import { inputOf } from "./fill-value";

/** Texts are read as UTF-8, whatever the surroundings say. */
const UTF8 = { AWS_CLI_FILE_ENCODING: "UTF-8", PYTHONUTF8: "1" };

/**
 * Runs the store's client without a shell. What it reads is in no argument, in no variable and in no file that has a
 * name.
 */
export async function runClient(fill: Fill, value: string): Promise<void> {
  const { client, words, source } = fill;
  const input = inputOf(fill, value);
  const stdin = unnamedFile(input);
  try {
    const { code, said } = await ended(client, [...words, source.stdin], stdin);
    if (code === 0) return;
    throw new UsageError(`${client} ended with ${code}: ${lastLine(said, [value, input])}`, "MX-FILL-CLIENT");
  } finally {
    fs.closeSync(stdin);
  }
}

function ended(client: string, words: readonly string[], stdin: number) {
  return new Promise<{ readonly code: number; readonly said: string }>((resolve, reject) => {
    const { file, words: given, verbatim } = started(client, words);
    const child = spawn(file, given, {
      stdio: [stdin, "ignore", "pipe"],
      env: { ...process.env, ...UTF8 },
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
    const said: Buffer[] = [];
    child.stderr?.on("data", (data: Buffer) => said.push(data));
    child.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const why = `${client} can't be run (${code ?? message}), so nothing was written.`;
      reject(new UsageError(`${why} Install it, or run what --print prints where it is.`, "MX-FILL-CLIENT"));
    });
    child.once("close", (code) => resolve({ code: code ?? 1, said: Buffer.concat(said).toString("utf8") }));
  });
}

/**
 * A file that nobody else can open, with a text in it. Node's own pipe to a child is a socket, and no program can open
 * that by its path (/dev/stdin). Where the system has files in memory it is one of these.
 */
function unnamedFile(text: string): number {
  const folder = fs.mkdtempSync(path.join(fs.existsSync("/dev/shm") ? "/dev/shm" : os.tmpdir(), "fill-"));
  const file = path.join(folder, "value");
  try {
    const opened = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_EXCL, 0o600);
    fs.rmSync(file);
    // Written at its place: the child begins to read where the file stands, and that is the start.
    fs.writeSync(opened, Buffer.from(text, "utf8"), 0, undefined, 0);
    return opened;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What the client said last; should it repeat the value, that is left out. */
function lastLine(said: string, secrets: readonly string[]): string {
  const shown = secrets.reduce((text, secret) => text.replaceAll(secret, "(value)"), said);
  const lines = shown.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").at(-1) ?? "it said nothing.";
}
