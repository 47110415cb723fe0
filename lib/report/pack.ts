/**
 * Data with each text and each list of an object's fields once: what a thousand environments say is mostly the same. The
 * page undoes it. Of a value: a text is its number in `texts`; an object is a list of the number of its fields and their
 * values; a list is a list that begins with -1, a number one that begins with -2.
 */
export interface Packed {
  readonly texts: readonly string[];
  readonly fields: readonly (readonly string[])[];
  readonly root: PackedValue;
}

export type PackedValue = number | boolean | null | readonly PackedValue[];

/** Packs plain data. Same data, same result. */
export function pack(value: unknown): Packed {
  const texts = new Map<string, number>();
  const fields = new Map<string, number>();
  const number = (table: Map<string, number>, entry: string): number => {
    const known = table.get(entry) ?? table.size;
    if (known === table.size) table.set(entry, known);
    return known;
  };
  const packed = (part: unknown): PackedValue => {
    if (typeof part === "string") return number(texts, part);
    if (typeof part === "number") return [-2, part];
    if (typeof part === "boolean" || part === null || part === undefined) return part ?? null;
    if (Array.isArray(part)) return [-1, ...part.map(packed)];
    const entries = Object.entries(part);
    return [number(fields, JSON.stringify(entries.map(([name]) => name))), ...entries.map(([, item]) => packed(item))];
  };
  const root = packed(value);
  return { texts: [...texts.keys()], fields: [...fields.keys()].map((names) => JSON.parse(names) as string[]), root };
}

/** Undoes `pack`. */
export function unpack<T>({ texts, fields, root }: Packed): T {
  const unpacked = (part: PackedValue): unknown => {
    if (typeof part === "number") return texts[part];
    if (typeof part === "boolean" || part === null) return part;
    const [kind, ...items] = part;
    if (kind === -2) return items[0];
    if (kind === -1) return items.map(unpacked);
    const names = fields[Number(kind)] ?? [];
    return Object.fromEntries(names.map((name, index) => [name, unpacked(items[index] ?? null)]));
  };
  return unpacked(root) as T;
}
