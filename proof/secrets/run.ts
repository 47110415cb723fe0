import * as fs from "node:fs";
import * as path from "node:path";
import { inspect } from "node:util";
import { App, LocalBackend, TerraformStack } from "cdktf";
import {
  describeEnvironment,
  explain,
  MendixSecretStoreEnvironment,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { Workspace } from "../../test/engines/support/terraform";
import { EPHEMERAL_VARIABLE, ephemeralVariable } from "../support/synthesis";
import { newCanary } from "./canary";
import { Places } from "./places";
import { unzip } from "./zip";
import type { SecretSubject } from "./subjects";

export interface SecretRun {
  readonly canaries: Readonly<Record<string, string>>;
  readonly places: Places;
}

/** Deploys a declaration whose every secret is a canary, and keeps all that is written on the way. */
export async function deployCanaries(subject: SecretSubject, name: string): Promise<SecretRun> {
  const places = new Places();
  const target = await subject.start();
  const workspace = new Workspace(target.environment);
  try {
    const canaries = synthesize(subject, name, workspace.directory, places);
    places.add("errors of wrong declarations", ...plainTexts(subject, name, canaries));
    await terraformSteps(workspace, canaries, places);
    return { canaries, places };
  } finally {
    workspace.remove();
    await target.stop();
  }
}

function synthesize(subject: SecretSubject, name: string, directory: string, places: Places): Record<string, string> {
  const outdir = path.join(directory, "cdktf.out");
  const app = new App({ outdir });
  const stack = new TerraformStack(app, name);
  new LocalBackend(stack, { path: "terraform.tfstate" });
  subject.providers(stack);
  const props = subject.declare(name, ephemeralVariable(stack));
  const { blueprint, manifests } = new MendixSecretStoreEnvironment(stack, name, props);
  const variables = [...blueprint.variables.map((variable) => variable.name), EPHEMERAL_VARIABLE];
  const canaries = Object.fromEntries(variables.map((variable) => [variable, newCanary()]));
  // Synthesis runs as in a pipeline: with the variables in the process's own environment.
  for (const [variable, canary] of Object.entries(canaries)) process.env[`TF_VAR_${variable}`] = canary;
  app.synth();
  for (const variable of variables) delete process.env[`TF_VAR_${variable}`];
  places.add("synthesized output", ...filesIn(outdir));
  places.add("manifests", ...Object.values(manifests));
  places.add("explanation, as npm start prints it", explain(blueprint));
  places.add(
    "blueprint and props, printed",
    inspect(blueprint, { depth: 20 }),
    JSON.stringify(blueprint),
    inspect(props),
  );
  fs.copyFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), path.join(directory, "cdk.tf.json"));
  return canaries;
}

/** Declarations that hold a canary as a plain text where a secret has to stand: refused, and never repeated. */
function plainTexts(subject: SecretSubject, name: string, canaries: Readonly<Record<string, string>>): string[] {
  const [canary = ""] = Object.values(canaries);
  const plain = canary as unknown as NonNullable<MendixSecretStoreEnvironmentProps["adminPassword"]>;
  const props = subject.declare(name, canary);
  const wrong = [
    props,
    { ...props, adminPassword: plain },
    { ...props, debuggerPassword: plain },
    { ...props, runtimeSettings: { "com.mendix.storage.s3.EncryptionKeys": canary } },
    { ...props, database: withPlain(props.database, { password: canary }) },
    {
      ...props,
      database: withPlain(props.database, { jdbcUrl: `jdbc:postgresql://db:5432/orders?password=${canary}` }),
    },
    { ...props, storage: withPlain(props.storage, { secretAccessKey: canary }) },
    { ...props, app: withPlain(props.app, { sourceUrl: `https://user:${canary}@example.com/app.mda` }) },
  ] as MendixSecretStoreEnvironmentProps[];
  return wrong.map((declaration) => {
    const app = new TerraformStack(new App({ outdir: "unused" }), "wrong");
    const { problems } = describeEnvironment(declaration);
    if (problems.length === 0) throw new Error("a secret as plain text was accepted");
    new MendixSecretStoreEnvironment(app, name, declaration);
    try {
      app.toTerraform();
      return "";
    } catch (error) {
      return `${inspect(error)}\n${String(error)}\n${JSON.stringify(problems)}`;
    }
  });
}

function withPlain(part: object | undefined, changes: object): unknown {
  const original = part as { props: object };
  const copy = Object.create(Object.getPrototypeOf(original) as object) as object;
  return Object.assign(copy, original, { props: { ...original.props, ...changes } });
}

async function terraformSteps(workspace: Workspace, canaries: Readonly<Record<string, string>>, places: Places) {
  const variables = Object.fromEntries(Object.entries(canaries).map(([name, value]) => [`TF_VAR_${name}`, value]));
  const logged = { ...variables, TF_LOG: "INFO" };
  const step = async (place: string, command: readonly string[], environment: Readonly<Record<string, string>>) => {
    const { code, output } = await workspace.attempt(command, environment);
    places.add(place, output);
    return { code, output };
  };
  const expectSuccess = ({ code, output }: { code: number; output: string }) => {
    if (code !== 0) throw new Error(output.slice(-4_000));
  };
  const log = "logs at TF_LOG=INFO";
  expectSuccess(await step(log, ["init", "-no-color", "-input=false"], logged));
  const plan = ["plan", "-no-color", "-input=false", "-out=plan.bin"];
  expectSuccess(await step(log, plan, logged));
  const file = fs.readFileSync(path.join(workspace.directory, "plan.bin"));
  places.add("plan file", file.toString("latin1"), unzip(file));
  expectSuccess(await step("plan, terraform show -json", ["show", "-json", "plan.bin"], {}));
  expectSuccess(await step(log, ["apply", "-no-color", "-input=false", "-auto-approve"], logged));
  places.add("state", workspace.state);
  expectSuccess(await step("state, terraform show -json", ["show", "-json"], {}));
  expectSuccess(await step(log, ["plan", "-refresh-only", "-no-color", "-input=false"], logged));
  await failingSteps(step, variables);
  expectSuccess(await step(log, ["destroy", "-no-color", "-auto-approve"], logged));
}

/** Deployments that fail say why, and not what the values are. */
async function failingSteps(
  step: (place: string, command: readonly string[], environment: Readonly<Record<string, string>>) => Promise<unknown>,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const tooLong = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value.repeat(3_000)]));
  const place = "Terraform's error messages";
  await step(place, ["plan", "-no-color", "-input=false"], tooLong);
  await step(place, ["apply", "-no-color", "-input=false", "-auto-approve", "-replace=nothing.x"], variables);
  const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" };
  await step(place, ["plan", "-no-color", "-input=false"], { ...variables, ...nowhere });
}

function filesIn(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}
