#!/usr/bin/env node
import { bundled } from "./bundled";
import type { run as runProgram } from "./program";
import type { processTerminal as terminalOfProcess } from "./terminal";

/** What the command line is made of: one file where the package has one, else its modules. */
export interface CommandLine {
  readonly run: typeof runProgram;
  readonly processTerminal: typeof terminalOfProcess;
}

const { run, processTerminal } = bundled() ?? (require("./bundle") as CommandLine);

void run(process.argv.slice(2), processTerminal()).then((code) => {
  // Not process.exit(): what is still being written to a pipe would be cut off.
  process.exitCode = code;
});
