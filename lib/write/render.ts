import {
  isExpression,
  isSecretText,
  isVerbatim,
  type Expression,
  type Reference,
  type MaybeSecret,
} from "../core/expression";
import { escapeQuoted, escapeTemplate } from "../core/text";

/** How a writer names what an expression is made of. */
export interface Names {
  /** Terraform's address of a resource: `aws_iam_role.orders_identity_role_1234ABCD`. */
  address(resource: Pick<Reference, "of">): string;
  /** A token of cdktf as a part of Terraform's language: an expression, or a quoted text. */
  foreign(token: string): string;
}

/** An expression as a string of Terraform's JSON syntax: `${...}`, with text around it where it is a template. */
export function argumentText(expression: Expression, names: Names): string {
  if (expression.kind !== "template") return `\${${expressionText(expression, names)}}`;
  return expression.parts
    .map((part) => {
      if (typeof part === "string") return escapeTemplate(part, true);
      return part.kind === "address" ? names.address(part) : `\${${expressionText(part, names)}}`;
    })
    .join("");
}

/** A value in Terraform's own language, as it stands inside `${...}`. */
export function expressionText(value: MaybeSecret, names: Names): string {
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (typeof value === "string") return `"${escapeQuoted(value)}"`;
  if (isSecretText(value)) return expressionText(value.expression, names);
  if (isExpression(value)) return partText(value, names);
  if (Array.isArray(value)) return `[${value.map((item: MaybeSecret) => expressionText(item, names)).join(", ")}]`;
  const entries = Object.entries(isVerbatim(value) ? value.entries : value).filter(([, item]) => item !== undefined);
  const pairs = entries.map(([key, item]) => `"${escapeQuoted(key)}" = ${expressionText(item as MaybeSecret, names)}`);
  return `{${pairs.join(", ")}}`;
}

function partText(expression: Expression, names: Names): string {
  switch (expression.kind) {
    case "reference":
      return `${names.address(expression)}${expression.attribute === "" ? "" : `.${expression.attribute}`}`;
    case "foreign":
      return names.foreign(expression.token);
    case "template":
      return `"${expression.parts.map((part) => templatePart(part, names)).join("")}"`;
    case "address":
      return `"${names.address(expression)}"`;
    case "choice":
      return [expression.condition, "?", expression.then, ":", expression.otherwise]
        .map((part) => (part === "?" || part === ":" ? part : expressionText(part, names)))
        .join(" ");
    case "call":
      return `${expression.name}(${expression.parameters.map((item) => expressionText(item, names)).join(", ")})`;
    case "comparison":
      return `${expressionText(expression.left, names)} ${expression.operator} ${expressionText(expression.right, names)}`;
  }
}

function templatePart(part: string | Expression, names: Names): string {
  return typeof part === "string" ? escapeQuoted(part) : `\${${expressionText(part, names)}}`;
}
