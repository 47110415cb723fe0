import { acrossCopies } from "../core/brand";

/** What a prop holds, as far as JavaScript can tell it. */
export type PropType = "text" | "flag" | "number" | "list" | "texts" | "map" | "map of texts";

const TYPES: Readonly<Record<PropType, { readonly says: string; readonly holds: (value: unknown) => boolean }>> = {
  text: { says: "a text", holds: isText },
  flag: { says: "true or false", holds: (value) => typeof value === "boolean" },
  number: { says: "a number", holds: (value) => typeof value === "number" },
  list: { says: "a list", holds: (value) => Array.isArray(value) },
  texts: { says: "a list of texts", holds: (value) => Array.isArray(value) && value.every(isText) },
  map: { says: "a map", holds: isMap },
  "map of texts": { says: "a map of texts", holds: (value) => isMap(value) && Object.values(value).every(isText) },
};

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isMap(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Thrown by {@link assertTypes}; who asks a part to describe itself makes a problem of it. */
export class MistypedProp extends TypeError {
  static {
    acrossCopies(this, "MistypedProp");
  }

  constructor(
    readonly prop: string,
    readonly expected: string,
  ) {
    super(`${prop} is not ${expected}`);
  }
}

/**
 * Ends the description of a part whose props are not of their declared types. TypeScript refuses them; JavaScript, and
 * a cast, would let them through to the provider's bindings.
 *
 * @param part Path of the part, for example `store`; empty for the environment itself.
 */
export function assertTypes<P extends object>(
  part: string,
  props: P,
  types: Readonly<Partial<Record<keyof P, PropType>>>,
): void {
  for (const [name, type] of Object.entries(types) as [keyof P & string, PropType][]) {
    const value = props[name];
    if (value === undefined || TYPES[type].holds(value)) continue;
    throw new MistypedProp(part === "" ? name : `${part}.${name}`, TYPES[type].says);
  }
}
