import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { TerraformStack, TerraformVariable, Testing, type App } from "cdktf";
import { MendixSecretStoreEnvironment, type Blueprint, type MendixSecretStoreEnvironmentProps } from "../../lib";
import type { Configuration } from "./resolved";

export interface Synthesized {
  readonly props: MendixSecretStoreEnvironmentProps;
  readonly blueprint: Blueprint;
  readonly configuration: Configuration;
}

let outdir: string | undefined;

/** An app that is asked for its stacks and never written: cdktf wants a directory all the same. */
export function unwrittenApp(): App {
  if (outdir === undefined) {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), "mendix-secret-store-"));
    process.once("exit", () => fs.rmSync(made, { recursive: true, force: true }));
    outdir = made;
  }
  return Testing.app({ outdir });
}

/** One environment in a stack of its own. `declare` gets the token of an ephemeral value of that stack. */
export function synthesizeOne(declare: (ephemeral: string) => MendixSecretStoreEnvironmentProps): Synthesized {
  const stack = new TerraformStack(unwrittenApp(), "stack");
  const props = declare(ephemeralVariable(stack));
  const { blueprint } = new MendixSecretStoreEnvironment(stack, "environment", props);
  return { props, blueprint, configuration: stack.toTerraform() as Configuration };
}

/** Name of the variable that stands for a user's own ephemeral resource. */
export const EPHEMERAL_VARIABLE = "proof_ephemeral";

export function ephemeralVariable(stack: TerraformStack): string {
  const variable = new TerraformVariable(stack, EPHEMERAL_VARIABLE, { type: "string", sensitive: true });
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
}

/** A token for declarations that are only described. */
export function throwawayToken(): string {
  return ephemeralVariable(new TerraformStack(unwrittenApp(), "throwaway"));
}
