import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { enableFastSynthesis } from "../../lib/fast/fast-synthesis";
import type { SynthesisTask } from "../task";
import { PAIRS } from "./programs";

/** Loads a program and returns what constructs and synthesizes it. */
export function program({ pair, program: which, count, stacks }: SynthesisTask): (outdir: string) => void {
  const row = PAIRS[pair];
  if (!row) throw new Error(`no program ${pair}`);
  if (which === "fast") enableFastSynthesis();
  const add = which === "hand" ? byHand(row()) : byLibrary(row());
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

type Row = ReturnType<(typeof PAIRS)[string]>;

function byLibrary({ declare }: Row) {
  const { MendixSecretStoreEnvironment } = require("../../lib") as typeof import("../../lib");
  declare("warm");
  return (stack: TerraformStack, name: string) => void new MendixSecretStoreEnvironment(stack, name, declare(name));
}

function byHand({ byHand: make }: Row) {
  return (stack: TerraformStack, name: string) => make(stack, name, name);
}

function newStack(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `../../../terraform.${id}.tfstate` });
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new KubernetesProvider(stack, "kubernetes", { configPath: "~/.kube/config" });
  return stack;
}
