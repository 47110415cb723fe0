import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint } from "../../blueprint/blueprint";
import type { SecretValue } from "../secret-value";
import { EphemeralResource } from "./ephemeral-resource";

/** What a store asks of the values that it takes. */
export interface ValueLimits {
  /** Most bytes of one value. */
  readonly maxBytes?: number;
  /** Whether the store loses newlines. @default false */
  readonly singleLine?: boolean;
}

/** Where generated values come from: the store's own provider, or `hashicorp/random`. */
export type Generator = (scope: Construct, id: string, length: number) => string;

/** Generates with `hashicorp/random`, which opens during plan without a network. */
export const randomGenerator: Generator = (scope, id, length) =>
  new EphemeralResource(scope, id, "random_password", {
    length,
    min_lower: 1,
    min_upper: 1,
    min_numeric: 1,
    min_special: 1,
    override_special: "!@#%^*-_=+",
  }).attribute("result");

/** Makes what carries a secret's value and returns its expression, for a write-only argument only. */
export function secretExpression(
  scope: Construct,
  blueprint: Pick<Blueprint, "variables">,
  key: string,
  value: SecretValue,
  generate: Generator,
  limits: ValueLimits = {},
): string {
  const { origin } = value;
  switch (origin.kind) {
    case "ephemeral":
      return origin.token;
    case "generated":
      return generate(scope, "generated", origin.length);
    case "variable":
      return ephemeralVariable(scope, blueprint, key, limits).stringValue;
    case "external":
      throw new Error(`${key}: an external value has no expression`);
  }
}

/** The trigger of a secret's entry: its own revision. */
export function revisionOf(value: SecretValue): number {
  return value.origin.kind === "variable" || value.origin.kind === "ephemeral" ? value.origin.revision : 1;
}

function ephemeralVariable(
  scope: Construct,
  blueprint: Pick<Blueprint, "variables">,
  key: string,
  limits: ValueLimits,
) {
  const needed = blueprint.variables.find((variable) => variable.key === key);
  if (!needed) throw new Error(`${key}: no variable in the blueprint`);
  const variable = new TerraformVariable(scope, "variable", {
    type: "string",
    sensitive: true,
    nullable: false,
    description: needed.description,
    validation: validationsOf(needed.name, limits),
  });
  variable.overrideLogicalId(needed.name);
  variable.addOverride("ephemeral", true);
  return variable;
}

/** Limits that Terraform checks, because it sees the value and synthesis never does. */
function validationsOf(name: string, limits: ValueLimits) {
  const validations = [
    { condition: `\${length(var.${name}) > 0}`, errorMessage: `TF_VAR_${name} is empty: export the secret's value.` },
  ];
  if (limits.maxBytes) {
    // Four characters of base64 stand for three bytes; Terraform's length() counts characters, not bytes.
    validations.push({
      condition: `\${length(base64encode(var.${name})) <= ${4 * Math.ceil(limits.maxBytes / 3)}}`,
      errorMessage: `TF_VAR_${name} is longer than the ${limits.maxBytes} bytes that the store takes.`,
    });
  }
  if (limits.singleLine) {
    validations.push({
      condition: `\${length(regexall("[\\r\\n]", var.${name})) == 0}`,
      errorMessage: `TF_VAR_${name} holds a newline, which the store would lose.`,
    });
  }
  return validations;
}
