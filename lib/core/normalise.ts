import { WRITE_ONLY } from "../catalogue/write-only";
import { textValue } from "../values/text";
import {
  isExpression,
  isSecretText,
  isVerbatim,
  Verbatim,
  type Block,
  type Expression,
  type MaybeSecret,
  type Value,
  type WriteOnlyBlock,
} from "./expression";
import type { Resource } from "./resource";

/**
 * The resource with every token of cdktf in its arguments as what carries it: an argument that holds a string is data
 * from then on. Write-only arguments are made of expressions already. A secret anywhere else ends it: the compiler
 * refuses that, and whoever gets around the compiler is stopped before anything is written.
 */
export function withoutTokens(resource: Resource): Resource {
  if (resource.writeOnly) assertWriteOnly(resource, resource.writeOnly);
  const given = fieldsOf(resource.arguments, resource);
  return given === resource.arguments ? resource : { ...resource, arguments: given };
}

/** The value itself where there is no token in it, so that most arguments are not copied. */
function normalised(value: Value | undefined, resource: Resource): Value | undefined {
  if (typeof value === "string") return textValue(value);
  if (typeof value !== "object" || value === null) return value;
  if (holdsSecret(value)) {
    throw new Error(`${resource.path}: a secret stands at an argument of ${resource.type} that is not write-only`);
  }
  if (isExpression(value)) return value;
  if (isList(value)) {
    const own = value.map((item) => normalised(item, resource) ?? null);
    return own.every((item, index) => item === value[index]) ? value : own;
  }
  if (!isVerbatim(value)) return fieldsOf(value, resource);
  const own = fieldsOf(value.entries, resource);
  return own === value.entries ? value : new Verbatim<Value>(own);
}

function fieldsOf(fields: Block, resource: Resource): Block {
  const names = Object.keys(fields);
  const own = names.map((name) => normalised(fields[name], resource));
  if (own.every((item, index) => item === fields[names[index] ?? ""])) return fields;
  return Object.fromEntries(names.map((name, index) => [name, own[index]]));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** A secret itself, or what Terraform computes of one. Lists and maps are looked into item by item. */
function holdsSecret(value: MaybeSecret | undefined): boolean {
  if (isSecretText(value)) return true;
  return isExpression(value) && partsOf(value).some(holdsSecretInside);
}

function holdsSecretInside(value: MaybeSecret): boolean {
  if (isVerbatim(value))
    return Object.values(value.entries).some((item) => item !== undefined && holdsSecretInside(item));
  if (Array.isArray(value)) return value.some(holdsSecretInside);
  return holdsSecret(value);
}

function partsOf(expression: Expression): readonly MaybeSecret[] {
  switch (expression.kind) {
    case "template":
      return expression.parts;
    case "call":
      return expression.parameters;
    case "comparison":
      return [expression.left, expression.right];
    case "choice":
      return [expression.condition, expression.then, expression.otherwise];
    case "reference":
    case "address":
    case "foreign":
      return [];
  }
}

function assertWriteOnly(resource: Resource, block: WriteOnlyBlock, at = ""): void {
  for (const [name, value] of Object.entries(block)) {
    if (value === undefined || WRITE_ONLY[resource.type]?.includes(at + name)) continue;
    if (isSecretText(value) || isVerbatim(value)) {
      throw new Error(
        `${resource.path}: ${at}${name} of ${resource.type} is not write-only, and a secret stands there`,
      );
    }
    assertWriteOnly(resource, value, `${at}${name}.`);
  }
}
