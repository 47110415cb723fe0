import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import type { SynthesisTask } from "../task";
import { PAIRS, type ProgramPair } from "./programs";

/** Constructs and synthesizes an app into a directory. */
type Synthesize = (outdir: string) => void;

/** Loads a program and returns what constructs and synthesizes it. */
export function program(task: SynthesisTask): Synthesize {
  const load = PAIRS[task.pair];
  if (!load) throw new Error(`no program ${task.pair}`);
  if (task.program === "yaml") return declared(task);
  const row = load();
  const add = task.program === "hand" ? byHand(row) : byLibrary(row);
  const newStack = stackMaker(row);
  return (outdir) => {
    const app = new App({ outdir });
    const shared = task.stacks === "one" || task.count === 0 ? newStack(app, "all") : undefined;
    for (const name of namesOf(task)) add(shared ?? newStack(app, name), name);
    app.synth();
  };
}

function namesOf({ count }: SynthesisTask): readonly string[] {
  return Array.from({ length: count }, (_, index) => `env-${index}`);
}

function byLibrary({ declare }: ProgramPair) {
  const { MendixSecretStoreEnvironment } = require("../../lib") as typeof import("../../lib");
  declare("warm");
  return (stack: TerraformStack, name: string) => void new MendixSecretStoreEnvironment(stack, name, declare(name));
}

function byHand({ byHand: make }: ProgramPair) {
  return (stack: TerraformStack, name: string) => make(stack, name, name);
}

/** Reads files of YAML and makes constructs of them, as this project's own `main.ts` does. */
function declared(task: SynthesisTask): Synthesize {
  const { declaredEnvironments, DeclaredStack } =
    require("../../lib/declaration") as typeof import("../../lib/declaration");
  const { writeAwsDeclarations } = require("./aws-yaml") as typeof import("./aws-yaml");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "declarations-"));
  process.once("exit", () => fs.rmSync(folder, { recursive: true }));
  writeAwsDeclarations(folder, namesOf(task));
  return (outdir) => {
    const app = new App({ outdir });
    for (const one of declaredEnvironments(folder)) new DeclaredStack(app, one);
    app.synth();
  };
}

function stackMaker({ addProvider }: ProgramPair) {
  return (app: App, id: string): TerraformStack => {
    const stack = new TerraformStack(app, id);
    new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
    addProvider(stack);
    new KubernetesProvider(stack, "kubernetes", { configPath: "~/.kube/config" });
    return stack;
  };
}
