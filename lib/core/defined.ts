/** The object without the properties that are undefined, as the bindings' configurations want it. */
export function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** One object of several, without the properties that are undefined. Spreading the many fields of a CR is slow. */
export function definedIn<T>(...objects: readonly Readonly<Record<string, T | undefined>>[]): Record<string, T> {
  const entries = objects.flatMap((object) => Object.entries(object).filter(([, value]) => value !== undefined));
  return Object.fromEntries(entries) as Record<string, T>;
}
