import { Token, type IResolvable, type IResolveContext } from "cdktf";
import {
  isExpression,
  isSecretText,
  isVerbatim,
  type Expression,
  type MaybeSecret,
  type Reference,
  type WriteOnlyBlock,
} from "../../core/expression";
import { escapeQuoted, escapeTemplate } from "../../core/text";
import { argumentText } from "../render";

/** Terraform's address of a resource, asked for at synthesis: an id may be overridden until then. */
export type AddressOf = (resource: Pick<Reference, "of">) => string;

/** How a block's arguments are named: as the bindings do, or as Terraform does. */
export type Naming = (argument: string) => string;

/** A value as cdktf takes it: texts escaped, expressions as tokens. */
export function encode(value: MaybeSecret | WriteOnlyBlock, address: AddressOf, name: Naming): unknown {
  if (typeof value === "string") return escapeTemplate(value);
  if (value === null || typeof value !== "object") return value;
  if (isSecretText(value)) return expressionToken(value.expression, address);
  if (isExpression(value)) return expressionToken(value, address);
  if (Array.isArray(value)) return value.map((item: MaybeSecret) => encode(item, address, name));
  if (isVerbatim(value)) return encodeFields(value.entries, address, keep, escapeTemplate);
  return encodeFields(value as Fields, address, name, name);
}

/** Names inside a map of the user's are data; Terraform's own keep their form. */
export const keep: Naming = (argument) => argument;

type Fields = Readonly<Record<string, MaybeSecret | undefined>>;

function encodeFields(fields: Fields, address: AddressOf, name: Naming, key: Naming): Record<string, unknown> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([field, value]) => [key(field), encode(value as MaybeSecret, address, name)]));
}

/** A text of literals and the user's own tokens goes to cdktf as it is; anything else is written by {@link Rendered}. */
function expressionToken(expression: Expression, address: AddressOf): string {
  if (expression.kind === "foreign") return expression.token;
  if (expression.kind === "template" && expression.parts.every(isForeignOrText)) {
    return expression.parts
      .map((part) => (typeof part === "string" ? escapeTemplate(part, true) : tokenOf(part)))
      .join("");
  }
  return Token.asString(new Rendered(expression, address));
}

function isForeignOrText(part: string | Expression): boolean {
  return typeof part === "string" || part.kind === "foreign";
}

function tokenOf(part: Expression): string {
  return part.kind === "foreign" ? part.token : "";
}

/** An expression that is written at synthesis. */
class Rendered implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(
    private readonly expression: Expression,
    private readonly address: AddressOf,
  ) {}

  resolve(context: IResolveContext): string {
    return argumentText(this.expression, {
      address: this.address,
      foreign: (token) => foreignText(token, context),
    });
  }

  toString(): string {
    return Token.asString(this);
  }
}

/** What a token stands for, inside an expression: a reference without its braces, any other text in quotes. */
function foreignText(token: string, context: IResolveContext): string {
  const { suppressBraces } = context;
  context.suppressBraces = false;
  const braced = String(context.resolve(token));
  context.suppressBraces = true;
  const bare = String(context.resolve(token));
  // cdktf counts on its own value for what is resolved after this.
  if (suppressBraces === undefined) delete context.suppressBraces;
  else context.suppressBraces = suppressBraces;
  if (braced === `\${${bare}}`) return bare;
  return braced.includes("${") ? `"${braced.replaceAll('"', '\\"')}"` : `"${escapeQuoted(braced)}"`;
}
