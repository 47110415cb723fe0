/**
 * What an argument of a resource may hold. A string is data and is escaped by whoever writes it: what Terraform has to
 * compute is an {@link Expression}, a type of its own, so that no text of a user's can become one.
 */
export type Value = null | boolean | number | string | Expression | Verbatim | readonly Value[] | Block;

/** A block of Terraform, or all arguments of a resource, by the names that Terraform gives them. */
export interface Block {
  readonly [argument: string]: Value | undefined;
}

/** A value that may be a secret, or hold one. */
export type MaybeSecret =
  Value | SecretText | Verbatim<Value | SecretText | Verbatim<Value | SecretText>> | readonly SecretText[];

/** What a write-only argument may hold: a secret, alone or among other values, or the block that it stands in. */
export type WriteOnlyValue = SecretText | Verbatim<Value | SecretText> | WriteOnlyBlock;

/** Write-only arguments by name, in the nesting of their blocks. */
export interface WriteOnlyBlock {
  readonly [argument: string]: WriteOnlyValue | undefined;
}

/** Functions of Terraform that an argument may call. */
export type FunctionName =
  | "base64encode"
  | "contains"
  | "format"
  | "jsondecode"
  | "jsonencode"
  | "length"
  | "lower"
  | "parseint"
  | "regexall"
  | "sha256"
  | "substr";

const EXPRESSION = Symbol.for("cdktf-mendix-secret-store/Expression");
const VERBATIM = Symbol.for("cdktf-mendix-secret-store/Verbatim");
const SECRET = Symbol.for("cdktf-mendix-secret-store/SecretText");

/** An attribute of another resource: what only an apply makes known. */
export class Reference {
  readonly kind = "reference";

  /**
   * @param of Path of the resource in the blueprint, for example `identity/role`; `self` in a condition of its own.
   * @param attribute Its attribute, by Terraform's name.
   * @param label What a person calls it, for example "client id of the managed identity".
   * @param id What stands for it in fingerprints and in names that are made of them; it never changes.
   */
  constructor(
    readonly of: string,
    readonly attribute: string,
    readonly label: string = attribute,
    readonly id: string = `${of}.${attribute}`,
  ) {
    brand(this, EXPRESSION);
  }

  /** Whether a value is a reference, also one of another copy of this package. */
  static isReference(this: void, value: unknown): value is Reference {
    return isExpression(value) && value.kind === "reference";
  }

  toString(): string {
    return `(${this.label}, known after apply)`;
  }

  /** In data and in manifests that are only looked at, what a person reads stands in its place. */
  toJSON(): string {
    return this.toString();
  }
}

/** A text with expressions in it. Its literal parts are data. */
export class Template {
  readonly kind = "template";

  constructor(readonly parts: readonly (string | Expression)[]) {
    brand(this, EXPRESSION);
  }

  toString(): string {
    return this.parts.map(String).join("");
  }
}

/** A function of Terraform over values. */
export class Call {
  readonly kind = "call";

  constructor(
    readonly name: FunctionName,
    readonly parameters: readonly MaybeSecret[],
  ) {
    brand(this, EXPRESSION);
  }

  toString(): string {
    return `(${this.name}(...), known after apply)`;
  }
}

/** A comparison, for conditions. */
export class Comparison {
  readonly kind = "comparison";

  constructor(
    readonly left: MaybeSecret,
    readonly operator: "==" | "<" | "<=" | ">",
    readonly right: Value,
  ) {
    brand(this, EXPRESSION);
  }
}

/** One of two values, as a condition says. */
export class Choice {
  readonly kind = "choice";

  constructor(
    readonly condition: MaybeSecret,
    readonly then: MaybeSecret,
    readonly otherwise: MaybeSecret,
  ) {
    brand(this, EXPRESSION);
  }

  toString(): string {
    return "(known after apply)";
  }
}

/** Terraform's own name of a resource, as a text that a person reads: `vault_kv_secret_v2.orders`. */
export class Address {
  readonly kind = "address";

  /** @param of Path of the resource in the blueprint. */
  constructor(readonly of: string) {
    brand(this, EXPRESSION);
  }

  toString(): string {
    return this.of;
  }
}

/**
 * A token of cdktf in a text of the user's. It is carried to cdktf and nothing else: its text depends on the order of
 * construction, so it is equal to any other one, and is never printed.
 */
export class ForeignToken {
  readonly kind = "foreign";
  declare readonly token: string;

  constructor(token: string) {
    brand(this, EXPRESSION);
    Object.defineProperty(this, "token", { value: token });
  }

  toString(): string {
    return "(known after apply)";
  }

  toJSON(): string {
    return this.toString();
  }
}

export type Expression = Reference | Template | Call | Comparison | Choice | Address | ForeignToken;

/** A map whose keys are data of their own, as tags and annotations are: a writer keeps them as they are. */
export class Verbatim<V = Value> {
  constructor(readonly entries: Readonly<Record<string, V | undefined>>) {
    brand(this, VERBATIM);
  }
}

/**
 * A secret's expression: its variable, its ephemeral resource, or a token that the user gave. Of another type than
 * every other value, so that it can stand at a write-only argument only.
 */
export class SecretText {
  /** Not enumerable: no printing of an argument shows where a secret comes from. */
  declare readonly expression: Expression;

  constructor(expression: Expression) {
    brand(this, SECRET);
    Object.defineProperty(this, "expression", { value: expression });
  }

  toString(): string {
    return "(secret)";
  }

  toJSON(): string {
    return this.toString();
  }
}

export function isExpression(value: unknown): value is Expression {
  return holds(value, EXPRESSION);
}

export function isVerbatim(value: unknown): value is Verbatim<MaybeSecret> {
  return holds(value, VERBATIM);
}

export function isSecretText(value: unknown): value is SecretText {
  return holds(value, SECRET);
}

/** A function of values that are not secret. */
export function call(name: FunctionName, ...parameters: readonly Value[]): Call {
  return new Call(name, parameters);
}

/** A function of a secret, which is a secret as well. */
export function secretCall(name: FunctionName, ...parameters: readonly MaybeSecret[]): SecretText {
  return new SecretText(new Call(name, parameters));
}

/** A brand that two copies of this package share, where `instanceof` would tell them apart. */
function brand(value: object, symbol: symbol): void {
  Object.defineProperty(value, symbol, { value: true });
}

function holds(value: unknown, symbol: symbol): boolean {
  return typeof value === "object" && value !== null && symbol in value;
}
