import { spawn } from "node:child_process";
import * as path from "node:path";
import type { Values } from "./subject";

/** The compiled program, from the folder of this compiled file. */
const DIST = path.join(__dirname, "../..");

export interface Run {
  readonly code: number;
  /** Standard output and standard error together. */
  readonly output: string;
}

/** Runs a compiled program of this project in a process of its own, in a folder. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  cwd: string,
  environment: Values,
): Promise<Run> {
  const child = spawn(process.execPath, [path.join(DIST, program), ...parameters], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 120_000,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  const code = await new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? -1)));
  return { code, output };
}
