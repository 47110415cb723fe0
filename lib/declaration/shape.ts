import { z } from "zod";

/** Key of a schema's metadata: the interface whose comments describe its properties. */
export const PROPS_OF = "x-props-of";
/** Key of a schema's metadata: the class or factory whose comment describes the kind. */
export const KIND_OF = "x-kind-of";

/** A schema for each prop of an interface, optional where the prop is: a prop without one does not compile. */
export type Shape<P> = {
  readonly [K in keyof P]-?: object extends Pick<P, K> ? z.ZodExactOptional<z.ZodType<P[K]>> : z.ZodType<P[K]>;
};

/**
 * A map of props, closed: an unknown property is an error. `name` is that of the TypeScript interface; the published
 * JSON Schema takes the descriptions from its comments.
 */
export function props<P extends object>(name: string, shape: Shape<P>): z.ZodType<P> {
  const schema = z.strictObject(shape).meta({ [PROPS_OF]: name });
  // The shape has the interface's keys and types, which the compiler can't follow through a generic.
  return schema as unknown as z.ZodType<P>;
}

/** One way to make a choice: `irsa: { ... }`. Its name is that of the class or factory, in lower camel case. */
export function kind<P, T>(name: string, schema: z.ZodType<P>, make: (props: P) => T): z.ZodType<T> {
  return schema.transform(make).meta({ [KIND_OF]: name });
}

/** Exactly one of some kinds: a map with one key, which names the kind. */
export function choice<T>(kinds: Readonly<Record<string, z.ZodType<T>>>): z.ZodType<T> {
  const shape = Object.fromEntries(Object.entries(kinds).map(([name, schema]) => [name, schema.exactOptional()]));
  return z
    .strictObject(shape)
    .superRefine((chosen, context) => {
      if (Object.keys(chosen).length === 1) return;
      context.addIssue({ code: "custom", message: "choice", params: { code: "MX-CHOICE" } });
    })
    .meta({ minProperties: 1, maxProperties: 1 })
    .transform((chosen) => Object.values(chosen)[0] as T);
}

/** A text, with an example that messages and editors show. */
export function text(example?: string): z.ZodType<string> {
  return example === undefined ? z.string() : z.string().meta({ examples: [example] });
}

/** A number; its range is for editors, the parts check it with a message of their own. */
export function number(range: { readonly minimum?: number; readonly maximum?: number; readonly example: number }) {
  const { example, ...limits } = range;
  return z.number().meta({ ...limits, examples: [example] });
}

/** A truth value. */
export function flag(): z.ZodType<boolean> {
  return z.boolean();
}

/** Texts by name. */
export function texts(): z.ZodType<Readonly<Record<string, string>>> {
  return z.record(z.string(), z.string());
}

/** No props at all: `{}`. */
export function nothing(): z.ZodType<object> {
  return z.strictObject({});
}
