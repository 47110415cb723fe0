import * as fs from "node:fs";
import * as path from "node:path";
import { Workspace } from "../../engines/terraform";
import type { Place, Places } from "./places";
import type { Deployment, MockedTarget, Target, Values } from "./subject";
import { unzip } from "./zip";

const FLAGS = ["-no-color", "-input=false"];
const APPLY = ["apply", ...FLAGS, "-auto-approve", "-parallelism=50"];
const DESTROY = ["destroy", ...FLAGS, "-auto-approve", "-parallelism=50"];

/** What a deployment taught beside the texts in the places. */
export interface Deployed {
  /** Secrets by name that the store was found to hold, with those that were made there. */
  readonly held: Values;
  /** What was logged at DEBUG when everything was made once more, where that was asked for. */
  readonly debugLog?: string;
}

/** Takes a synthesized stack as far as it goes, and keeps all that is written on the way. */
export async function deploy(
  deployment: Deployment,
  configuration: string,
  secrets: Values,
  places: Places,
  debug: boolean,
): Promise<Deployed> {
  const target = await deployment.start(secrets);
  const workspace = new Workspace(target.environment);
  const steps = new Steps(workspace, secrets, places);
  try {
    fs.copyFileSync(configuration, path.join(workspace.directory, "cdk.tf.json"));
    if ("mocks" in target) return await playApply(steps, target);
    return await applyAndDestroy(steps, target, debug);
  } finally {
    workspace.remove();
    await target.stop();
  }
}

class Steps {
  readonly variables: Values;

  constructor(
    readonly workspace: Workspace,
    readonly secrets: Values,
    readonly places: Places,
  ) {
    this.variables = prefixed(secrets);
  }

  /** Runs a command that has to succeed. */
  async run(place: Place | undefined, command: readonly string[], environment: Values = {}): Promise<string> {
    const { code, output } = await this.workspace.attempt(command, environment);
    if (code !== 0) throw new Error(`terraform ${command.join(" ")} failed:\n${output.slice(-4_000)}`);
    if (place) this.places.add(place, output);
    return output;
  }

  /** Runs a command that has to fail. */
  async fail(command: readonly string[], environment: Values): Promise<void> {
    const { code, output } = await this.workspace.attempt(command, environment);
    if (code === 0) throw new Error(`terraform ${command.join(" ")} was to fail`);
    this.places.add("failures", output);
  }

  async logged(command: readonly string[]): Promise<void> {
    await this.run("logs", command, { ...this.variables, TF_LOG: "INFO" });
  }

  /** Plans, and looks into the plan's file. */
  async plan(): Promise<void> {
    await this.logged(["plan", ...FLAGS, "-out=plan.bin"]);
    const file = fs.readFileSync(path.join(this.workspace.directory, "plan.bin"));
    this.places.add("plan", file.toString("latin1"), unzip(file));
    await this.run("plan as JSON", ["show", "-json", "plan.bin"]);
  }

  /** Values that are too long, as many as an environment holds: most stores have Terraform refuse them. */
  async refuseValues(): Promise<void> {
    const names = Object.keys(this.variables);
    const long = names.slice(0, 10).map((name) => [name, (this.variables[name] ?? "").repeat(2_000)] as const);
    const { output } = await this.workspace.attempt(["plan", ...FLAGS], {
      ...this.variables,
      ...Object.fromEntries(long),
    });
    this.places.add("failures", output);
  }
}

function prefixed(secrets: Values): Values {
  return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`TF_VAR_${name}`, value]));
}

async function applyAndDestroy(steps: Steps, target: Target, debug: boolean): Promise<Deployed> {
  const { workspace, places, variables } = steps;
  await steps.logged(["init", ...FLAGS]);
  await steps.refuseValues();
  target.refuse(true);
  await steps.fail(APPLY, variables);
  target.refuse(false);
  await steps.plan();
  await steps.logged(["apply", ...FLAGS, "-parallelism=50", "plan.bin"]);
  places.add("state", workspace.state);
  await steps.run("state as JSON", ["show", "-json"]);
  const held = await target.holds();
  await steps.logged(["plan", "-refresh-only", ...FLAGS, "-parallelism=50"]);
  await steps.logged(DESTROY);
  if (!debug) return { held };
  return { held, debugLog: await steps.run(undefined, APPLY, { ...variables, TF_LOG: "DEBUG" }) };
}

/** The real provider plans; `terraform test` applies with mocks and prints the state that comes of it. */
async function playApply(steps: Steps, { mocks }: MockedTarget): Promise<Deployed> {
  const { workspace, secrets, variables } = steps;
  await steps.logged(["init", ...FLAGS]);
  await steps.refuseValues();
  await steps.plan();
  const file = { mock_provider: mocks, variables: secrets, run: { apply: { command: "apply" } } };
  fs.writeFileSync(path.join(workspace.directory, "apply.tftest.json"), JSON.stringify(file));
  await steps.run("state as JSON", ["test", "-json", "-verbose"], variables);
  return { held: {} };
}
