import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { inspect } from "node:util";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { explain } from "../../lib";
import type { Engine } from "../../engines/engine";
import { terraform } from "../../engines/terraform";
import { ephemeralVariable } from "../support/synthesis";
import { newCanary, shownIn, stemOf } from "./canary";
import { commandLine, filesIn } from "./command-line";
import { deploy } from "./deploy";
import { Places } from "./places";
import { runProgram } from "./program";
import type { SecretSubject, Values } from "./subject";

/** What was found of one subject. */
export interface Outcome {
  readonly subject: SecretSubject;
  readonly places: Places;
  /** Every secret by the name of its variable, and those that Terraform made. */
  readonly secrets: Values;
  /** How many of them the store was found to hold; undefined where there is none to ask. */
  readonly arrived?: number;
  /** How many of them were logged at DEBUG, where that is known of the subject. */
  readonly debugged?: number;
  /** Why its configuration was not deployed. */
  readonly missing: readonly Engine[];
  readonly findings: readonly string[];
}

/** Takes a declaration whose every secret is a canary through all places. */
export async function prove(subject: SecretSubject, name: string): Promise<Outcome> {
  const places = new Places();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "secrets-"));
  const missing = [terraform, ...subject.engines].filter(({ found }) => !found);
  try {
    const { canaries, configuration } = synthesize(subject, name, path.join(folder, "cdktf.out"), places);
    const findings = await wrongProgram(subject, name, canaries, folder, places);
    if (subject.files) await commandLine(path.join(folder, "cli"), subject.files(name), canaries, places);
    const synthesized = { subject, places, secrets: canaries, missing, findings };
    if (missing.length > 0) return synthesized;
    const debug = subject.atDebug !== undefined;
    const { held, debugLog } = await deploy(subject.deployment, configuration, canaries, places, debug);
    const debugged = debugLog === undefined ? {} : { debugged: shownIn(debugLog, canaries).length };
    const outcome = { ...synthesized, ...debugged };
    return subject.deployment.kind === "mocks" ? outcome : withHeld(outcome, held);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The canaries that arrived, and the secrets that Terraform made, which nobody knew before. */
function withHeld(outcome: Outcome, held: Values): Outcome {
  const values = Object.values(held);
  const lost = Object.entries(outcome.secrets).filter(
    ([, value]) => !values.some((one) => one.includes(stemOf(value))),
  );
  const made = Object.fromEntries(Object.entries(held).filter(([key]) => /Generated/.test(key)));
  const findings = [...outcome.findings, ...lost.map(([variable]) => `${variable} never got to the store`)];
  const secrets = { ...outcome.secrets, ...made };
  return { ...outcome, secrets, arrived: Object.keys(secrets).length - lost.length, findings };
}

function synthesize(subject: SecretSubject, name: string, outdir: string, places: Places) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: "terraform.tfstate" });
  subject.providers(stack);
  const parts = subject.parts(name, () => ephemeralVariable(stack));
  for (const { id, props, add } of parts) {
    const { blueprint, manifests } = add(stack, id, props);
    places.add("explained", inspect(props), inspect(props, { depth: 20 }), JSON.stringify(props, acyclic));
    if (blueprint)
      places.add("explained", explain(blueprint), inspect(blueprint, { depth: 20 }), JSON.stringify(blueprint));
    if (manifests && Object.keys(manifests).length > 0) places.add("manifests", ...Object.values(manifests));
  }
  const canaries = Object.fromEntries(ephemeralVariables(stack).map((variable) => [variable, newCanary()]));
  // Synthesis runs as in a pipeline: with the variables in the process's own environment.
  for (const [variable, canary] of Object.entries(canaries)) process.env[`TF_VAR_${variable}`] = canary;
  app.synth();
  for (const variable of Object.keys(canaries)) delete process.env[`TF_VAR_${variable}`];
  places.add("output", ...filesIn(outdir));
  return { canaries, configuration: path.join(outdir, "stacks", name, "cdk.tf.json") };
}

/** Constructs that props hold, providers, are no part of the declaration. */
function acyclic(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && "node" in value ? undefined : value;
}

function ephemeralVariables(stack: TerraformStack): readonly string[] {
  const { variable = {} } = stack.toTerraform() as { variable?: Record<string, { ephemeral?: boolean }> };
  return Object.keys(variable).filter((name) => variable[name]?.ephemeral);
}

async function wrongProgram(
  { title }: SecretSubject,
  name: string,
  canaries: Values,
  folder: string,
  places: Places,
): Promise<string[]> {
  const [canary = ""] = Object.values(canaries);
  const program = "proof/secrets/wrong-program.js";
  const { code, output } = await runProgram(program, [title, name], folder, { CANARY: canary });
  places.add("errors", output);
  const accepted = [...output.matchAll(/^ACCEPTED (.*)$/gm)].map(
    ([, where]) => `${where} takes a secret as plain text`,
  );
  return code === 1 ? accepted : [...accepted, `the wrong program ended with ${code}`];
}
