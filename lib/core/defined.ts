/** The object without the properties that are undefined, as the bindings' configurations want it. */
export function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const result: Partial<T> = {};
  for (const name of Object.keys(object) as (keyof T)[]) if (object[name] !== undefined) result[name] = object[name];
  return result as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** One object of several, without the properties that are undefined. Spreading the many fields of a CR is slow. */
export function definedIn<T>(...objects: readonly Readonly<Record<string, T | undefined>>[]): Record<string, T> {
  const result: Record<string, T> = {};
  for (const object of objects) {
    for (const name of Object.keys(object)) {
      const value = object[name];
      if (value !== undefined) result[name] = value;
    }
  }
  return result;
}
