#!/usr/bin/env node
import { bundled } from "./bundled";
import type { CommandLine } from "./command-line";

const { run, processTerminal } = bundled() ?? (require("./bundle") as CommandLine);

void run(process.argv.slice(2), processTerminal()).then((code) => {
  // Not process.exit(): what is still being written to a pipe would be cut off.
  process.exitCode = code;
});
