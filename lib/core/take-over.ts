/** Something that exists already, and that the environment takes over by import in place of making it. */
export interface TakenOver {
  /**
   * Where it stands in the environment: `identity/role`, or `identity` for everything below it that can be taken over.
   * `explain --json` lists the addresses of an environment under `takeOver`.
   */
  readonly resource: string;
  /**
   * Id by which its provider imports it. Of one address only.
   *
   * @default - made of the declaration, where that knows it
   */
  readonly id?: string;
  /**
   * Whether somebody has looked: the MendixApp holds no password, constant, key or certificate, nor what `kubectl apply`
   * remembers of one. An import puts the whole object into plan and state.
   *
   * @default false
   */
  readonly holdsNoSecret?: boolean;
}

/** What is taken over: addresses, or an address with what has to be said of it. */
export type TakeOver = readonly (string | TakenOver)[];

/** The nearest of the items that a resource stands at or below. */
export function takenOverAs(takeOver: TakeOver | undefined, path: string): TakenOver | undefined {
  const covering = itemsOf(takeOver).filter(({ resource }) => covers(resource, path));
  return covering.sort((a, b) => b.resource.length - a.resource.length)[0];
}

export function itemsOf(takeOver: TakeOver = []): readonly TakenOver[] {
  return takeOver.map((item) => (typeof item === "string" ? { resource: item } : item));
}

/** Whether a resource stands at an address or below it. */
export function covers(address: string, path: string): boolean {
  return path === address || path.startsWith(`${address}/`);
}
