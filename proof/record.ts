import * as fs from "node:fs";
import * as path from "node:path";
import type { Engine } from "../engines/engine";
import { terraform, Workspace } from "../engines/terraform";
import { deployedConfiguration } from "../test/upgrade/deployed";
import { DEPLOYED, RECORDED, recordOf, RECORDS, type RecordedOn } from "../test/upgrade/records";
import type { SecretSubject } from "./secrets/subject";
import { onAws } from "./secrets/subjects/aws";
import { onGoogle } from "./secrets/subjects/google";
import { onKubernetes } from "./secrets/subjects/kubernetes";
import { inVault } from "./secrets/subjects/vault";

const ENGINES: Readonly<Record<RecordedOn, Pick<SecretSubject, "engines" | "deployment">>> = {
  aws: onAws,
  vault: inVault,
  google: onGoogle,
  kubernetes: onKubernetes,
};

/** Writes the records of new reference environments; one that is there stays as it is. */
async function record(name: string, make: () => string | Promise<string | undefined>): Promise<void> {
  const file = path.join(RECORDED, name);
  if (fs.existsSync(file)) return;
  const text = await make();
  if (text === undefined) return;
  fs.writeFileSync(file, text);
  console.log(`recorded  ${name}`);
}

/** The state that the recorded configuration leaves on its engine. */
async function stateOf(id: string, engine: RecordedOn): Promise<string | undefined> {
  const { engines, deployment } = ENGINES[engine];
  const missing = [terraform, ...engines].filter(({ found }: Engine) => !found);
  for (const { name, install } of missing) console.log(`skipped   ${id}.state.json, for want of ${name}: ${install}`);
  if (missing.length > 0) return undefined;
  const target = await deployment.start({});
  const workspace = new Workspace(target.environment);
  try {
    if ("refuse" in target) target.refuse(false);
    const text = fs.readFileSync(path.join(RECORDED, `${id}.tf.json`), "utf8");
    const configuration = JSON.parse(text) as { readonly variable?: object };
    workspace.write(configuration);
    const names = Object.keys(configuration.variable ?? {});
    const variables = Object.fromEntries(names.map((name) => [`TF_VAR_${name}`, "secret"]));
    for (const command of [["init"], ["apply", "-auto-approve"]]) {
      const { code, output } = await workspace.attempt([...command, "-no-color", "-input=false"], variables);
      if (code !== 0) throw new Error(output);
    }
    return workspace.state;
  } finally {
    workspace.remove();
    await target.stop();
  }
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;

async function main(): Promise<void> {
  fs.mkdirSync(RECORDED, { recursive: true });
  for (const one of RECORDS) await record(`${one.id}.json`, () => json(recordOf(one)));
  for (const one of DEPLOYED) await record(`${one.id}.tf.json`, () => json(deployedConfiguration(one)));
  for (const { id, state } of DEPLOYED) await record(`${id}.state.json`, () => stateOf(id, state));
}

void main();
