import { Argument, Command, CommanderError, InvalidArgumentError } from "commander";
import type { DiffOptions } from "./commands/diff";
import type { ExplainOptions } from "./commands/explain";
import type { InitOptions } from "./commands/init";
import type { ReportOptions } from "./commands/report";
import type { SynthOptions } from "./commands/synth";
import type { ValidateOptions } from "./commands/validate";
import type { VariablesOptions } from "./commands/variables";
import { addDayTwo } from "./day-two-commands";
import { EXIT, UsageError, usageText } from "./exit-codes";
import { failureText } from "./failure";
import { withoutSecrets } from "../core/secret-texts";
import { packageVersion } from "../core/package-root";
import { visibly, type Terminal } from "./terminal";
import { addAdopt, addCollect, addDoctor, addVerify } from "./world-commands";

const DIRECTORY = ["-d, --directory <folder>", "folder of the declarations", "environments"] as const;
const JSON_FLAG = ["--json", "print data for programs"] as const;

const EXAMPLES = `
Examples:
  $ mendix-secret-store init orders-prod --store aws
  $ mendix-secret-store validate
  $ mendix-secret-store explain orders-prod --format svg --output orders-prod.svg
  $ mendix-secret-store diff main
  $ mendix-secret-store variables orders-prod --format github
  $ mendix-secret-store synth && terraform -chdir=cdktf.out/stacks/orders-prod plan

Exit codes: 0 done, 1 problems in the declarations, 2 wrong command line, 3 something else failed.`;

/** Runs a command line and returns the exit code. Each command's code is loaded when it runs, so help is fast. */
export async function run(parameters: readonly string[], unguarded: Terminal): Promise<number> {
  const terminal = guarded(visibly(unguarded));
  const outcome: Outcome = { code: EXIT.OK };
  try {
    if (parameters.some((parameter) => parameter.includes("\u0000"))) {
      throw new UsageError("A parameter holds a NUL character, which no file and no name can.");
    }
    await programFor(terminal, outcome).parseAsync([...parameters], { from: "user" });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
    if (error instanceof UsageError) {
      terminal.err(`${usageText(error)}\n`);
      return EXIT.USAGE;
    }
    terminal.err(`${failureText(error)}\n`);
    return EXIT.FAILURE;
  }
}

/** Nothing that is a secret by its look is printed, by any command, whatever it prints. */
function guarded(terminal: Terminal): Terminal {
  return {
    ...terminal,
    out: (text) => terminal.out(withoutSecrets(text)),
    err: (text) => terminal.err(withoutSecrets(text)),
  };
}

interface Outcome {
  code: number;
}

function programFor(terminal: Terminal, outcome: Outcome): Command {
  const program = new Command("mendix-secret-store")
    .description(
      "Declare, check, explain and synthesize Mendix environments that read their settings from a secret store.",
    )
    .addHelpText("after", EXAMPLES)
    .version(packageVersion(), "-V, --version", "print the version")
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of [
    addInit,
    addValidate,
    addExplain,
    addReport,
    addDiff,
    addVariables,
    addDayTwo,
    addSynth,
    addSchema,
    addDoctor,
    addVerify,
    addCollect,
    addAdopt,
  ]) {
    add(program, terminal, (code) => (outcome.code = code));
  }
  return program;
}

type Done = (code: number) => void;

function addInit(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("init [name]")
    .description("write the declaration of a new environment; what is not given is asked for")
    .option(...DIRECTORY)
    .option("-s, --store <store>", "store of the secrets (run init --stores for the list)")
    .option("--stores", "list the stores")
    .option("-n, --namespace <namespace>", "namespace that the Operator watches")
    .option("-c, --cluster <name>", "name of the cluster")
    .option("--set <key=value...>", "answer to a question of the store")
    .option("--force", "overwrite a file that is there")
    .action(async (name: string | undefined, options: InitOptions) => {
      const { init } = require("./commands/init") as typeof import("./commands/init");
      done(await init(terminal, name, options));
    });
}

function addValidate(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("validate")
    .description("check all files and print every problem with its line")
    .option(...DIRECTORY)
    .option(...JSON_FLAG)
    .action((options: ValidateOptions) => {
      const { validate } = require("./commands/validate") as typeof import("./commands/validate");
      done(validate(terminal, options));
    });
}

function addExplain(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("explain <environment>")
    .description("what an environment mounts, from where, who may read it, and what a person has to do once")
    .option(...DIRECTORY)
    .option(
      "-f, --format <format>",
      "text, markdown, mermaid or svg",
      oneOf("text", "markdown", "mermaid", "svg"),
      "text",
    )
    .option("-o, --output <file>", "write to a file")
    .option(...JSON_FLAG)
    .action((environment: string, options: ExplainOptions) => {
      const { explainEnvironment } = require("./commands/explain") as typeof import("./commands/explain");
      done(explainEnvironment(terminal, environment, options));
    });
}

function addReport(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("report")
    .description("one page of all environments for a reviewer, which opens without a network")
    .option(...DIRECTORY)
    .option("-o, --output <file>", "file to write (default: report.html; with --json standard output)")
    .option("--facts <folder>", "saved facts of clusters, as collect writes them: adds what doctor and verify find")
    .option("--values", "with the values of settings; a secret's is never shown")
    .option("--time <time>", "when it is made, ISO 8601, for the same bytes from the same declarations (default: now)")
    .option("--revision <text>", "revision of the declarations (default: what Git says of the folder)")
    .option(...JSON_FLAG)
    .action((options: ReportOptions) => {
      const { report } = require("./commands/report") as typeof import("./commands/report");
      done(report(terminal, options));
    });
}

function addDiff(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("diff [before] [after]")
    .description("what changes between two folders or Git revisions; after is the folder on disk where it is left out")
    .option(...DIRECTORY)
    .option("-f, --format <format>", "text or markdown", oneOf("text", "markdown"), "text")
    .option(
      "-w, --written <folder>",
      "compare with the output in a folder: what an upgrade of this package changes in it",
    )
    .option("--plan <file>", "what a plan does in place of two revisions: a file that terraform show -json printed")
    .option("--exit-code", "end with 1 where something changes")
    .option(...JSON_FLAG)
    .action((before: string | undefined, after: string | undefined, options: DiffOptions) => {
      if (options.plan !== undefined) {
        const { diffPlan } = require("./commands/diff-plan") as typeof import("./commands/diff-plan");
        return done(diffPlan(terminal, options.plan, options));
      }
      const { diff } = require("./commands/diff") as typeof import("./commands/diff");
      done(diff(terminal, before, after, options));
    });
}

function addVariables(program: Command, terminal: Terminal, done: Done): void {
  const formats = ["dotenv", "powershell", "github", "gitlab", "atlantis"];
  program
    .command("variables <environment>")
    .description("the Terraform variables that carry its secrets, as a .env template or for a pipeline")
    .option(...DIRECTORY)
    .option("-f, --format <format>", formats.join(", "), oneOf(...formats), "dotenv")
    .option("--all", "what is in no variable, too: everything that a rebuild after a lost store needs")
    .option(...JSON_FLAG)
    .action((environment: string, options: VariablesOptions) => {
      const { variables } = require("./commands/variables") as typeof import("./commands/variables");
      done(variables(terminal, environment, options));
    });
}

function addSynth(program: Command, terminal: Terminal, done: Done): void {
  program
    .command("synth [environments...]")
    .description("write directories that terraform or tofu applies; all environments where none is named")
    .option(...DIRECTORY)
    .option("-o, --output <folder>", "folder of the output (default: CDKTF_OUTDIR, or cdktf.out)")
    .option("--prune", "remove the folders and manifests of what is no longer declared")
    .option("--check", "write nothing; end with 1 where the output is not what is declared")
    .option(...JSON_FLAG)
    .action((environments: string[], options: SynthOptions) => {
      const { synth } = require("./commands/synth") as typeof import("./commands/synth");
      done(synth(terminal, environments, options));
    });
}

function addSchema(program: Command, terminal: Terminal, done: Done): void {
  const files = ["environment", "overlay", "defaults", "clusters", "platform", "platform-overlay", "cluster"];
  program
    .command("schema")
    .description("print the JSON Schema of a kind of file")
    .addArgument(new Argument("[file]", "kind of file").choices(files).default("environment"))
    .action((file: string) => {
      const { printSchema } = require("./commands/schema") as typeof import("./commands/schema");
      done(printSchema(terminal, file));
    });
}

function oneOf(...allowed: readonly string[]): (value: string) => string {
  return (value) => {
    if (allowed.includes(value)) return value;
    throw new InvalidArgumentError(`Write one of ${allowed.join(", ")}.`);
  };
}
