#!/usr/bin/env node
import { run } from "./program";
import { processTerminal } from "./terminal";

void run(process.argv.slice(2), processTerminal()).then((code) => {
  // Not process.exit(): what is still being written to a pipe would be cut off.
  process.exitCode = code;
});
