import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { MendixSecretStoreEnvironment, type Blueprint, type MendixSecretStoreEnvironmentProps } from "../../lib";
import type { Configuration } from "./resolved";

export interface Synthesized {
  readonly props: MendixSecretStoreEnvironmentProps;
  readonly blueprint: Blueprint;
  readonly configuration: Configuration;
}

let outdir: string | undefined;

/** A stack whose app writes nothing. All of them share one directory: `Testing.app()` leaves one behind for each. */
export function newStack(id = "stack"): TerraformStack {
  if (outdir === undefined) {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), "proof-"));
    process.once("exit", () => fs.rmSync(made, { recursive: true, force: true }));
    outdir = made;
  }
  return new TerraformStack(Testing.app({ outdir }), id);
}

/** One environment in a stack of its own. `declare` gets the token of an ephemeral value of that stack. */
export function synthesizeOne(declare: (ephemeral: string) => MendixSecretStoreEnvironmentProps): Synthesized {
  const stack = newStack();
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
  return ephemeralVariable(newStack("throwaway"));
}
