/** What is read of a provider's construct. */
export interface ProviderObject {
  readonly terraformResourceType: string;
  /** How Terraform refers to it: `aws.central`. */
  readonly fqn: string;
  readonly alias?: string | undefined;
}

/** A provider of the user's: its name and alias are data, the construct itself goes to cdktf untouched. */
export class ProviderHandle {
  /** The construct, for the writer that hands it to cdktf; not enumerable, so that it is no data. */
  declare readonly object: ProviderObject;

  constructor(provider: ProviderObject) {
    Object.defineProperty(this, "object", { value: provider });
  }

  /** Local name of the provider: `aws`. */
  get name(): string {
    return this.object.terraformResourceType;
  }

  /** Read when it is asked for: a construct may get its alias later. */
  get alias(): string | undefined {
    return this.object.alias;
  }

  toString(): string {
    return this.alias === undefined ? this.name : `${this.name}.${this.alias}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** The handle of a provider, where one is given. */
export function providerHandle(provider: ProviderObject | undefined): ProviderHandle | undefined {
  return provider === undefined ? undefined : new ProviderHandle(provider);
}

/** Whether a value names a provider as Terraform does, with no construct of it: `aws.central` of a file. */
export function isNamedProvider(value: object): value is ProviderObject {
  return "fqn" in value && typeof value.fqn === "string" && "terraformResourceType" in value;
}
