import type { run } from "./program";
import type { processTerminal } from "./terminal";

/** What the command line is made of: one file where the package has one, else its modules. */
export interface CommandLine {
  readonly run: typeof run;
  readonly processTerminal: typeof processTerminal;
}
