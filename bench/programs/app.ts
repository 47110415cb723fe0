import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { enableFastSynthesis } from "../../lib/fast/fast-synthesis";
import type { SynthesisTask } from "../task";
import { PAIRS, type ProgramPair } from "./programs";

/** Loads a program and returns what constructs and synthesizes it. */
export function program({ pair, program: which, count, stacks }: SynthesisTask): (outdir: string) => void {
  const row = PAIRS[pair];
  if (!row) throw new Error(`no program ${pair}`);
  if (which === "fast") enableFastSynthesis();
  const loaded = row();
  const add = which === "hand" ? byHand(loaded) : byLibrary(loaded);
  const newStack = stackMaker(loaded);
  return (outdir) => {
    const app = new App({ outdir });
    const shared = stacks === "one" || count === 0 ? newStack(app, "all") : undefined;
    for (let index = 0; index < count; index++) {
      const name = `env-${index}`;
      add(shared ?? newStack(app, name), name);
    }
    app.synth();
  };
}

function byLibrary({ declare }: ProgramPair) {
  const { MendixSecretStoreEnvironment } = require("../../lib") as typeof import("../../lib");
  declare("warm");
  return (stack: TerraformStack, name: string) => void new MendixSecretStoreEnvironment(stack, name, declare(name));
}

function byHand({ byHand: make }: ProgramPair) {
  return (stack: TerraformStack, name: string) => make(stack, name, name);
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
