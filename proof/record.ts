import * as fs from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { MendixSecretStoreEnvironment, type MendixSecretStoreEnvironmentProps } from "../lib";
import { newStack, synthesizeStack } from "../test/support/synthesize";
import { DEPLOYED, RECORDED, recordOf, RECORDS, withoutCluster } from "../test/upgrade/records";

/** Writes the records of new reference environments; one that is there stays as it is. */
function record(name: string, make: () => unknown): void {
  const file = path.join(RECORDED, name);
  if (fs.existsSync(file)) return;
  fs.writeFileSync(file, `${JSON.stringify(make(), undefined, 2)}\n`);
  console.log(`recorded  ${name}`);
}

function configurationOf(props: MendixSecretStoreEnvironmentProps): unknown {
  const stack = newStack();
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new MendixSecretStoreEnvironment(stack, "environment", withoutCluster(props));
  return synthesizeStack(stack);
}

fs.mkdirSync(RECORDED, { recursive: true });
for (const { id, declare } of RECORDS) record(`${id}.json`, () => recordOf(declare()));
for (const { id, declare } of DEPLOYED) record(`${id}.tf.json`, () => configurationOf(declare()));
