export interface VariableSecretOptions {
  /**
   * Whole number from 1; raise it by one to have a new value written. A value without a new revision reaches nothing.
   *
   * @default 1
   */
  readonly revision?: number;
  /**
   * Name of the Terraform variable: `[a-z_][a-z0-9_]*`.
   *
   * @default - environment and key: `orders_prod_database_password`
   */
  readonly name?: string;
}

export interface EphemeralSecretOptions {
  /** Whole number from 1; raise it by one to have the value written again. It can't be ephemeral itself. */
  readonly revision: number;
}

export interface GeneratedSecretOptions {
  /**
   * Length in characters, 12 to 128. Every character class is in it, as the vendor's password policy asks.
   *
   * @default 32
   */
  readonly length?: number;
  /**
   * Whole number from 1; raise it by one to have another value made.
   *
   * @default 1
   */
  readonly revision?: number;
}

export interface ExternalSecretOptions {
  /**
   * The existing entry that holds the value, by the store's own name: secret name or ARN, KV path, secret id.
   *
   * @default - the library makes the empty container, and somebody fills it before the app starts
   */
  readonly entry?: string;
  /**
   * Property of that entry, where it is a JSON or KV document.
   *
   * @default - the entry's whole value
   */
  readonly property?: string;
}

/** How a secret's value gets in. */
export type SecretOrigin =
  | { readonly kind: "variable"; readonly revision: number; readonly name?: string | undefined }
  | { readonly kind: "ephemeral"; readonly revision: number; readonly token: string }
  | { readonly kind: "generated"; readonly length: number; readonly revision: number }
  | { readonly kind: "external"; readonly entry?: string | undefined; readonly property?: string | undefined };

const BRAND = Symbol.for("cdktf-mendix-secret-store/SecretValue");

/**
 * A value that is in the secret store and nowhere else: not in source, output, plan or state. It can't be made from
 * a plain string.
 */
export class SecretValue {
  /** From an ephemeral Terraform variable: export `TF_VAR_...` at plan, apply, drift check and destroy. */
  static fromVariable(options: VariableSecretOptions = {}): SecretValue {
    return new SecretValue({ kind: "variable", revision: options.revision ?? 1, name: options.name });
  }

  /**
   * From an ephemeral resource of your own, by its token.
   *
   * @param token Token of an ephemeral value; a plain string is refused at synthesis and never shown.
   */
  static fromEphemeral(token: string, options: EphemeralSecretOptions): SecretValue {
    return new SecretValue({ kind: "ephemeral", revision: options?.revision, token });
  }

  /**
   * Made by Terraform, once for each revision, and known to nobody else. Refused for a database password: no database
   * would have it. An entry that gets another name gets a new value.
   */
  static generated(options: GeneratedSecretOptions = {}): SecretValue {
    return new SecretValue({ kind: "generated", length: options.length ?? 32, revision: options.revision ?? 1 });
  }

  /** Written by somebody else: a person, a rotation, an operator. Suits pipelines best, which then never see it. */
  static external(options: ExternalSecretOptions = {}): SecretValue {
    return new SecretValue({ kind: "external", entry: options.entry, property: options.property });
  }

  /** Whether a value is a SecretValue, also one of another copy of this package. */
  static isSecretValue(value: unknown): value is SecretValue {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** Not enumerable: printing the object shows how the value comes in, never a token. */
  declare readonly origin: SecretOrigin;

  private constructor(origin: SecretOrigin) {
    Object.defineProperty(this, BRAND, { value: true });
    Object.defineProperty(this, "origin", { value: Object.freeze(origin) });
  }

  toString(): string {
    return `(secret, ${this.origin.kind})`;
  }

  toJSON(): string {
    return this.toString();
  }
}
