import { textValue } from "./text";
import { isExpression, isSecretText, isVerbatim, Verbatim, type Block, type Value } from "./expression";
import type { Resource } from "./resource";

/**
 * The resource with every token of cdktf in its arguments as what carries it: an argument that holds a string is data
 * from then on. Write-only arguments are made of expressions already.
 */
export function withoutTokens(resource: Resource): Resource {
  const given = fieldsOf(resource.arguments, resource);
  return given === resource.arguments ? resource : { ...resource, arguments: given };
}

/** The value itself where there is no token in it, so that most arguments are not copied. */
function normalised(value: Value | undefined, resource: Resource): Value | undefined {
  if (typeof value === "string") return textValue(value);
  if (typeof value !== "object" || value === null || isExpression(value)) return value;
  if (isSecretText(value)) {
    // The compiler refuses it; whoever gets around that is stopped before anything is written.
    throw new Error(`${resource.path}: a secret stands at an argument of ${resource.type} that is not write-only`);
  }
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
