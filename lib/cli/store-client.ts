import { spawn } from "node:child_process";
import { started } from "../core/program";
import type { ClientAnswer } from "../world/adopt/settings";
import { UsageError } from "./exit-codes";

/** Most seconds that a store's client may take. */
const SECONDS = 60;

/** Runs a store's own client without a shell. What it prints stays in memory; what it complains of is not repeated. */
export function runStoreClient(program: string, words: readonly string[]): Promise<ClientAnswer> {
  return new Promise((resolve, reject) => {
    const { file, words: given, verbatim } = started(program, words);
    const child = spawn(file, given, {
      env: process.env,
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
      timeout: SECONDS * 1000,
    });
    const out: Buffer[] = [];
    child.stdout.on("data", (data: Buffer) => out.push(data));
    child.once("error", ({ code, message }: NodeJS.ErrnoException) =>
      reject(new UsageError(`${program} can't be run (${code ?? message}). Install it, or leave --read-settings out.`)),
    );
    child.once("close", (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(out).toString("utf8") }));
  });
}
