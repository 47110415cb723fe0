import { z } from "zod";
import { props, text } from "./shape";
import type { StackPart } from "../core/blueprint";
import type { Claim } from "../core/claim";

/** Arguments of a provider or backend, as Terraform names them. */
export type TerraformArguments = Readonly<Record<string, unknown>>;

/** The Terraform stack of an environment that a file declares. */
export interface StackOptions {
  /**
   * Name of the stack: of its directory in the output, and of the environment on the command line.
   *
   * @default - the name of the environment
   */
  readonly stack?: string;
  /**
   * Where the state is: one backend by Terraform's name, with its arguments. `{stack}`, `{cluster}`, `{namespace}`,
   * `{name}`, and `{account}`, `{region}`, `{subscription}`, `{project}` of the cluster, in a text stand for those of
   * the environment, so that a backend in defaults.yaml has a key for each.
   *
   * @default - a state file in the working directory
   */
  readonly backend?: Readonly<Record<string, TerraformArguments>>;
  /**
   * Arguments of the providers, by their names in Terraform: `aws`, `kubernetes`. A list has one for each place; those
   * with an `alias` are what parts name as their `provider`. Credentials come from the surroundings (`AWS_PROFILE`, a
   * pod's identity), never from a file. Placeholders are as in `backend`.
   *
   * @default - `aws` with region and account, `azurerm` with subscription, `google` with project of what they make, `kubernetes` as the cluster is reached
   */
  readonly providers?: Readonly<Record<string, TerraformArguments | readonly TerraformArguments[]>>;
}

const block = z.record(z.string(), z.json());
const named = z.record(z.string(), block);
const places = z.record(z.string(), z.union([z.array(block), block]));

export const stackShape = props<StackOptions>("StackOptions", {
  stack: text("orders-prod").exactOptional(),
  backend: named.meta({ minProperties: 1, maxProperties: 1 }).exactOptional(),
  providers: places.exactOptional(),
});

/** The Terraform stack of an environment, as data, and the names that it takes. */
export interface StackPlan extends StackPart {
  readonly claims: readonly Claim[];
}
