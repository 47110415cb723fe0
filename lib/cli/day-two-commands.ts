import { InvalidArgumentError, type Command } from "commander";
import type { FillOptions } from "./commands/fill";
import type { RestoreOptions } from "./commands/restore";
import type { RetireOptions } from "./commands/retire";
import type { RotateOptions } from "./commands/rotate";
import type { Terminal } from "./terminal";

type Done = (code: number) => void;

/** What happens to an environment after its first deploy. */
export function addDayTwo(program: Command, terminal: Terminal, done: Done): void {
  addRotate(program, terminal, done);
  addFill(program, terminal, done);
  addRetire(program, terminal, done);
  addRestore(program, terminal, done);
}

function addRestore(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("restore <environment>")
    .description("what can be brought back of deleted entries, by the store's own client, and how it is taken over")
    .option("-d, --directory <folder>", "folder of the declarations", "environments")
    .option("--json", "print data for programs")
    .action((environment: string, options: RestoreOptions) => {
      const { restore } = require("./commands/restore") as typeof import("./commands/restore");
      done(restore(terminal, environment, options));
    });
}

function addRetire(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("retire <environment>")
    .description("write the end of an environment into its file, and say what goes, in which order, and what stays")
    .option("-d, --directory <folder>", "folder of the declarations", "environments")
    .option("--json", "print data for programs")
    .action((environment: string, options: RetireOptions) => {
      const { retire } = require("./commands/retire") as typeof import("./commands/retire");
      done(retire(terminal, environment, options));
    });
}

function addRotate(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("rotate <environment> [keys...]")
    .description("raise the revisions of secrets in the file, and say what to export, to run, and what the app sees")
    .option("-d, --directory <folder>", "folder of the declarations", "environments")
    .option("--all", "all secrets that have a revision")
    .option("--to <revision>", "revision to raise to; one more without", wholeNumber)
    .option("--json", "print data for programs")
    .action((environment: string, keys: string[], options: RotateOptions) => {
      const { rotate } = require("./commands/rotate") as typeof import("./commands/rotate");
      done(rotate(terminal, environment, keys, options));
    });
}

function addFill(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("fill <environment> [key]")
    .description("write a value that Terraform does not, by the store's own client; all empty entries without a key")
    .option("-d, --directory <folder>", "folder of the declarations", "environments")
    .option("--context <name>", "context of the kubeconfig, for a Kubernetes Secret")
    .option("--print", "print the commands, for POSIX shells and PowerShell, and run none")
    .action(async (environment: string, key: string | undefined, options: FillOptions) => {
      const { fill } = require("./commands/fill") as typeof import("./commands/fill");
      done(await fill(terminal, environment, key, options));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
  return Number(text);
}
