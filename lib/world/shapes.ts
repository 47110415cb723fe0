import { z } from "zod";
import { isRecord } from "../core/record";

export { isRecord };

/**
 * What is taken of an object of a cluster: what its shape names, and nothing else. A field that is missing or of
 * another type is undefined, so that an object of a newer version is read as far as it is known.
 */
export const text = z.string().optional().catch(undefined);
export const flag = z.boolean().optional().catch(undefined);
export const count = z.number().optional().catch(undefined);

/** A part with fields of its own; where it is missing, all of them are. */
export function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));
}

/** A list; an item that can't be read is left out. */
export function list<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items): z.output<Item>[] =>
      items.flatMap((value) => {
        const read = item.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    );
}

/** All texts of a map. For maps that hold no value of anybody's: labels of nodes, a node selector. */
export const texts = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((map): Readonly<Record<string, string>> => {
    return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, string] => isText(entry[1])));
  });

/** What stands in place of a value that is not taken over. */
export const NOT_SHOWN = "(not shown)";

/** Names of a map that are taken, each with the form that its value has; a value of another form is not taken over. */
export type Forms = readonly (readonly [name: RegExp, form: RegExp])[];

/** The texts of a map whose names are known. Of others not even the name is taken. */
export function known(forms: Forms) {
  return texts.transform((map): Readonly<Record<string, string>> => {
    const taken = Object.entries(map).flatMap(([name, value]) => {
      const form = forms.find(([pattern]) => pattern.test(name))?.[1];
      return form === undefined ? [] : [[name, form.test(value) ? value : NOT_SHOWN] as const];
    });
    return Object.fromEntries(taken);
  });
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Who wrote which field. Field names only: keys and values of lists are values of somebody's. */
export const owners = list(
  part({
    manager: text,
    operation: text,
    time: text,
    fieldsV1: z
      .unknown()
      .optional()
      .transform((fields) => pathsOf(fields)),
  }),
);

function pathsOf(fields: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  // As a collected file has them.
  if (Array.isArray(fields)) return fields.map((path) => (Array.isArray(path) ? path.filter(isText) : []));
  if (!isRecord(fields)) return [];
  return Object.entries(fields).flatMap(([name, below]) => {
    if (!name.startsWith("f:")) return [];
    const path = [...above, name.slice(2)];
    const deeper = pathsOf(below, path);
    return deeper.length > 0 ? deeper : [path];
  });
}
