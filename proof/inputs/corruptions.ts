import * as fc from "fast-check";
import { SecretValue, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { draw } from "../declarations/draw";
import { nonsense, strangeKey } from "./nonsense";
import { kindOf, namesRead, partsOf, propsOf, remade, withPart } from "./parts";

type Props = MendixSecretStoreEnvironmentProps;

/** A slip in a declaration that was right. */
export interface Corruption {
  readonly value: unknown;
  readonly apply: (props: Props) => Corrupted;
}

export interface Corrupted {
  /** What was changed, as `part.prop`. */
  readonly place: string;
  readonly props: Props;
}

/** Declarations that the props of the parts are learnt from; always the same ones. */
const LEARNT = fc.sample(draw, { numRuns: 60, seed: 1 });

let learnt: ReadonlyMap<string, readonly string[]> | undefined;

/** One prop of one part is not what its type says, or is not quite right. */
const ofPart: fc.Arbitrary<Corruption> = fc
  .tuple(fc.nat(), fc.nat(), nonsense)
  .map(([part, name, value]) => ({ value, apply: (props) => corruptPart(props, part, name, value) }));

function corruptPart(props: Props, index: number, name: number, value: unknown): Corrupted {
  learnt ??= namesRead(LEARNT);
  const parts = partsOf(props);
  const part = parts[index % parts.length];
  if (!part) return { place: "nothing", props };
  const names = learnt.get(kindOf(part)) ?? Object.keys(propsOf(part.value));
  const prop = String(names[name % names.length]);
  const changed = remade(part.value, { ...propsOf(part.value), [prop]: value });
  return { place: [...part.path, prop].join("."), props: withPart(props, part.path, changed) };
}

/** A constant or a setting with a strange name or a strange value. */
const ofMap: fc.Arbitrary<Corruption> = fc
  .tuple(fc.constantFrom("constants", "runtimeSettings"), strangeKey, nonsense, fc.boolean())
  .map(([map, key, value, byName]) => {
    const entry = byName ? { [key]: "text" } : { "Module.Name": value };
    return { value: entry, apply: (props) => ({ place: map, props: { ...props, [map]: entry } }) };
  });

type Loose = (value: unknown) => unknown;

/** What a secret is told, with a value that is no such thing. */
const ORIGINS: readonly Loose[] = [
  (value) => SecretValue.fromVariable(value as never),
  (revision) => SecretValue.fromVariable({ revision } as never),
  (name) => SecretValue.fromVariable({ name } as never),
  (token) => SecretValue.fromEphemeral(token as never, { revision: 1 }),
  (options) => SecretValue.fromEphemeral("${ephemeral.x.y.z}", options as never),
  (length) => SecretValue.generated({ length } as never),
  (entry) => SecretValue.external({ entry } as never),
  (property) => SecretValue.external({ entry: "shared", property } as never),
];

const ofSecret: fc.Arbitrary<Corruption> = fc
  .tuple(fc.constantFrom(...ORIGINS), nonsense)
  .map(([origin, value]) => ({ value, apply: (props) => corruptSecret(props, origin, value) }));

function corruptSecret(props: Props, origin: Loose, value: unknown): Corrupted {
  // A SecretValue that can't be made throws where a person writes it, before there is a declaration.
  try {
    return { place: "secret", props: { ...props, constants: { "Module.Name": origin(value) as SecretValue } } };
  } catch (error) {
    if (error instanceof TypeError) return { place: "secret, refused where it is made", props };
    throw error;
  }
}

export const corruption: fc.Arbitrary<Corruption> = fc.oneof(
  { arbitrary: ofPart, weight: 8 },
  { arbitrary: ofMap, weight: 1 },
  { arbitrary: ofSecret, weight: 1 },
);
