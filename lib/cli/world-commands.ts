import { InvalidArgumentError, type Command } from "commander";
import type { AdoptOptions } from "./commands/adopt";
import type { CollectOptions } from "./commands/collect";
import type { DoctorOptions } from "./commands/doctor";
import type { VerifyOptions } from "./commands/verify";
import type { Terminal } from "./terminal";

type Done = (code: number) => void;

/** Options of every command that looks at a cluster. */
function withWorldOptions(command: Command): Command {
  return command
    .option("-d, --directory <folder>", "folder of the declarations", "environments")
    .option("--context <name>", "context of the kubeconfig, where the cluster's declaration names none")
    .option("--kubectl <program>", "program that asks the cluster: kubectl, oc, or a path", "kubectl")
    .option("--timeout <seconds>", "how long one call may take", seconds, 30)
    .option("--strict", "whatever is not right counts as wrong")
    .addHelpText(
      "after",
      "\nOf Secrets kubectl prints names and keys only; it fetches them whole and filters afterwards.",
    );
}

export function addDoctor(program: Command, terminal: Terminal, done: Done): void {
  withWorldOptions(
    program.command("doctor [cluster]").description("whether a cluster can serve what is declared for it; reads only"),
  )
    .option("--from <files...>", "saved kubectl get -o yaml, or a folder of collect, in place of a cluster")
    .option("--as <user>", "whose rights to deploy are asked for, as kubectl --as")
    .option("--wait <seconds>", "look again until nothing is wrong", seconds)
    .option("--print-role", "print the Role that a deployer needs")
    .option("--list", "list the checks")
    .option("--json", "print data for programs")
    .action(async (cluster: string | undefined, options: DoctorOptions) => {
      const { doctor } = require("./commands/doctor") as typeof import("./commands/doctor");
      done(await doctor(terminal, cluster, options));
    });
}

export function addVerify(program: Command, terminal: Terminal, done: Done): void {
  withWorldOptions(
    program
      .command("verify [environments...]")
      .description(
        "whether deployed environments are as declared, and what their pods mount; reads only without --probe",
      ),
  )
    .option("--all", "all environments that are declared")
    .option(
      "--probe [dynamic]",
      "mount the keys in a pod of its own, and delete it; dynamic where that makes a database user",
    )
    .option("--probe-image <image>", "image of that pod; the app's own without")
    .option("--pull-secret <name>", "Secret that pulls that image")
    .option("--read", "compare the settings' values by their hash, in that pod")
    .option("--from <files...>", "saved kubectl get -o yaml, or a folder of collect, in place of a cluster")
    .option("--list", "list the checks")
    .option("--json", "print data for programs")
    .action(async (environments: string[], options: VerifyOptions) => {
      const { verify } = require("./commands/verify") as typeof import("./commands/verify");
      done(await verify(terminal, environments, options));
    });
}

export function addCollect(program: Command, terminal: Terminal, done: Done): void {
  withWorldOptions(
    program
      .command("collect <environment>")
      .description("write what can be seen of an environment into a folder, without values; for support"),
  )
    .option("-o, --output <folder>", "folder to write; collected-ENVIRONMENT without")
    .action(async (environment: string, options: CollectOptions) => {
      const { collect } = require("./commands/collect") as typeof import("./commands/collect");
      done(await collect(terminal, environment, options));
    });
}

export function addAdopt(program: Command, terminal: Terminal, done: Done): void {
  withWorldOptions(
    program
      .command("adopt [files...]")
      .description(
        "declarations of environments that were made by hand: of namespaces, or of saved kubectl get -o yaml; reads only",
      ),
  )
    .option("-n, --namespace <names...>", "namespaces to look at")
    .option("-c, --cluster <name>", "name of the cluster in the declarations; the context's without")
    .option("--check", "write nothing; print what is wrong with them, and end with 1 where something is")
    .option("--read-settings", "read host, name, user, bucket and the like by your own aws, vault, az or gcloud")
    .option("--take <keys...>", "constants and runtime settings whose values become settings of the declaration")
    .option("--dry-run", "write nothing; print what would become what")
    .option("--force", "write the file of an environment anew where there is one")
    .option("--json", "print data for programs")
    .action(async (files: string[], options: AdoptOptions) => {
      const { adopt } = require("./commands/adopt") as typeof import("./commands/adopt");
      done(await adopt(terminal, files, options));
    });
}

function seconds(written: string): number {
  const [, number = "", unit = "s"] = /^(\d+)(s|m)?$/.exec(written) ?? [];
  if (number === "" || Number(number) === 0) throw new InvalidArgumentError("Write seconds or minutes, like 30 or 5m.");
  return Number(number) * (unit === "m" ? 60 : 1);
}
