/**
 * A value that only the cloud knows once it has made the thing: an Azure client id, the id of a vault made here.
 *
 * The blueprint carries it as this symbol, people see "known after apply", and the part that creates the thing
 * registers the real reference under the same name when constructs are made.
 */
export class AfterApply {
  /**
   * @param reference Name under which the creating part registers the reference, for example `identity.clientId`.
   * @param label What a person calls it, for example "client id of the managed identity".
   */
  constructor(
    readonly reference: string,
    readonly label: string,
  ) {}

  toString(): string {
    return `(${this.label}, known after apply)`;
  }

  /** In data and in manifests that are only looked at, what a person reads stands in its place. */
  toJSON(): string {
    return this.toString();
  }
}
