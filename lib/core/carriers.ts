import type { NeededVariable } from "./blueprint";
import type { EntryContent } from "./entry";
import {
  call,
  Call,
  Comparison,
  ForeignToken,
  Reference,
  SecretText,
  type Block,
  type MaybeSecret,
  type Value,
  type WriteOnlyBlock,
} from "../core/expression";
import { pathOf, type Condition, type Resource, type Resources } from "../core/resource";
import { documentTrigger, nestedSecretJson, secretJson } from "./json";
import type { Carried } from "./placeholder";
import type { SecretValue } from "./secret-value";
import { REFERENCE, type ValueLimits } from "./value-limits";
import { settingValues } from "./settings";
import { textValue } from "./text";

/** Where generated values come from: the store's own provider, or `hashicorp/random`. */
export interface Generator {
  /** Type of the ephemeral resource. */
  readonly type: string;
  readonly arguments: (length: number) => Block;
  /** Attribute that holds the value. */
  readonly attribute: string;
}

/** Generates with `hashicorp/random`, which opens during plan without a network. */
export const RANDOM: Generator = {
  type: "random_password",
  arguments: (length) => ({
    length,
    min_lower: 1,
    min_upper: 1,
    min_numeric: 1,
    min_special: 1,
    override_special: "!@#%^*-_=+",
  }),
  attribute: "result",
};

/** What a store's carriers have in common. */
export interface CarrierRules {
  readonly variables: readonly NeededVariable[];
  readonly generator: Generator;
  readonly limits: ValueLimits;
}

/** What brings a secret's value into Terraform, and the expression of it, for a write-only argument only. */
export interface Carrier {
  readonly resources: readonly Resource[];
  readonly text: SecretText;
}

/** What a value becomes at a resource: its arguments, and what carries the secrets among them. */
export interface CarriedArguments {
  readonly arguments: Block;
  readonly writeOnly?: WriteOnlyBlock;
  readonly carriers: Resources;
}

/**
 * The carrier of a secret.
 *
 * @param place Path of the entry that holds it; empty directly below the construct.
 */
export function carrierOf(place: string, key: string, { origin }: SecretValue, rules: CarrierRules): Carrier {
  switch (origin.kind) {
    case "ephemeral":
      return { resources: [], text: new SecretText(tokenOf(origin.token)) };
    case "generated":
      return generated(below(place, "generated"), rules.generator, origin.length);
    case "variable":
      return variable(below(place, "variable"), key, rules);
    case "external":
      throw new Error(`${key}: an external value has no expression`);
  }
}

function below(place: string, id: string): string {
  return place === "" ? id : `${place}/${id}`;
}

/** The trigger of a secret's entry: its own revision. */
export function revisionOf({ origin }: SecretValue): number {
  return "revision" in origin ? origin.revision : 1;
}

/** What a document is made of, and the number that says when it is rewritten whole. */
export interface DocumentParts {
  readonly resources: readonly Resource[];
  readonly settings: Readonly<Record<string, Value>>;
  readonly secrets: Readonly<Record<string, SecretText>>;
  readonly carried: readonly Carried[];
  /** Follows the set of keys, the revisions and the settings; never the values. */
  readonly trigger: Value;
}

/** What carries the secrets of a document. */
export function documentParts(
  place: string,
  content: EntryContent & { kind: "document" },
  rules: CarrierRules,
): DocumentParts {
  const settings = settingValues(content.settings ?? {});
  const resources: Resource[] = [];
  const secrets: Record<string, SecretText> = {};
  const carried: Carried[] = [];
  const parts: Record<string, Value> = { ...settings };
  for (const [key, value] of Object.entries(content.secrets).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const carrier = carrierOf(`${place}/${pathOf(key)}`, key, value, rules);
    resources.push(...carrier.resources);
    secrets[key] = carrier.text;
    carried.push({ value, text: carrier.text });
    parts[key] = String(revisionOf(value));
  }
  return { resources, settings, secrets, carried, trigger: documentTrigger(parts) };
}

/** A document's JSON text. */
export function documentText({ settings, secrets }: DocumentParts, nested = false): SecretText {
  const values = { ...settings, ...secrets };
  return nested ? nestedSecretJson(values) : secretJson(values);
}

function tokenOf(token: string) {
  const value = textValue(token);
  // A plain string was refused before; it is never written.
  return typeof value === "string" ? new ForeignToken("") : value;
}

function generated(path: string, generator: Generator, length: number): Carrier {
  const resource: Resource = {
    kind: "ephemeral",
    type: generator.type,
    path,
    arguments: generator.arguments(length),
  };
  return { resources: [resource], text: new SecretText(new Reference(path, generator.attribute)) };
}

function variable(path: string, key: string, { variables, limits }: CarrierRules): Carrier {
  const needed = variables.find((candidate) => candidate.key === key);
  if (!needed) throw new Error(`${key}: no variable in the blueprint`);
  const { name, description } = needed;
  const value = new Reference(path, "");
  const resource: Resource = {
    kind: "variable",
    type: "",
    path,
    logicalId: name,
    arguments: {
      type: "string",
      sensitive: true,
      nullable: false,
      ephemeral: true,
      description,
      validation: validationsOf(name, value, limits).map(({ condition, errorMessage }) => ({
        condition,
        error_message: errorMessage,
      })),
    },
  };
  return { resources: [resource], text: new SecretText(value) };
}

/** Limits that Terraform checks, because it sees the value and synthesis never does. */
function validationsOf(name: string, value: Reference, limits: ValueLimits): readonly Condition[] {
  const length = (of: Value) => call("length", of);
  const validations: Condition[] = [
    {
      condition: new Comparison(length(value), ">", 0),
      errorMessage: `TF_VAR_${name} is empty: export the secret's value.`,
    },
  ];
  if (limits.maxBytes) {
    // Four characters of base64 stand for three bytes; Terraform's length() counts characters, not bytes.
    validations.push({
      condition: new Comparison(length(call("base64encode", value)), "<=", 4 * Math.ceil(limits.maxBytes / 3)),
      errorMessage: `TF_VAR_${name} is longer than the ${limits.maxBytes} bytes that the store takes.`,
    });
  }
  if (limits.singleLine) {
    validations.push({
      condition: new Comparison(newlinesIn(value), "==", 0),
      errorMessage: `TF_VAR_${name} holds a newline, which the store would lose.`,
    });
  }
  if (limits.noReferences) {
    validations.push({
      condition: new Comparison(length(call("regexall", REFERENCE, value)), "==", 0),
      errorMessage: `TF_VAR_${name} holds {{ and }}, which the store takes for a reference and refuses.`,
    });
  }
  return validations;
}

/** How many newlines a value holds. */
export function newlinesIn(value: MaybeSecret) {
  return new Call("length", [new Call("regexall", ["[\r\n]", value])]);
}
