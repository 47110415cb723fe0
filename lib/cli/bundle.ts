// What the one file of the published command line begins with.
export { run } from "./program";
export { processTerminal } from "./terminal";
