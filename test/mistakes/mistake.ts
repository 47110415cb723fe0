/** A place where the vendor's pages mislead, and what this library makes of it. */
export interface Mistake {
  readonly row: number;
  /** What a page says. */
  readonly page: string;
  /** What the library does. */
  readonly instead: string;
  readonly actual: () => unknown;
  readonly expected: unknown;
}
