import type { MendixSecretStoreEnvironmentProps } from "../../lib";
import { cells, declarationOf } from "../declarations/cells";
import type { Draw } from "../declarations/draw";
import { synthesizeOne } from "../support/synthesis";

type Props = MendixSecretStoreEnvironmentProps;
export type Loose = Readonly<Record<string, unknown>>;

/** Where the parts of a declaration are, and the parts in them. */
const PATHS: readonly (readonly string[])[] = [
  [],
  ...["versions", "cluster", "store", "identity", "database", "storage", "app", "delivery"].map((prop) => [prop]),
  ["store", "store"],
  ["database", "authentication"],
];

/** A part of a declaration, by its path. */
export interface Part {
  readonly path: readonly string[];
  readonly value: object;
}

export function partsOf(props: Props): readonly Part[] {
  return PATHS.flatMap((path) => partAt(props, path) ?? []);
}

function partAt(props: Props, path: readonly string[]): Part | undefined {
  const value = path.reduce<unknown>((part, name) => (isObject(part) ? propsOf(part)[name] : undefined), props);
  return isObject(value) ? { path, value } : undefined;
}

/** The declaration with one part in place of another. */
export function withPart(props: Props, [name, ...inner]: readonly string[], part: unknown): Props {
  if (name === undefined) return part as Props;
  const outer = (props as unknown as Loose)[name];
  if (inner.length === 0 || !isObject(outer)) return { ...props, [name]: part };
  return { ...props, [name]: remade(outer, { ...propsOf(outer), [String(inner[0])]: part }) };
}

/** What holds the props of a part that keeps them; any other part has them as its own. */
const HOLDERS = ["existing", "account", "props"] as const;

/** The props that a part was made with. */
export function propsOf(part: object): Loose {
  const own = part as Loose;
  const held = HOLDERS.map((holder) => own[holder]).find(isObject);
  if (held === undefined) return { ...own, ...(own["given"] as object | undefined) };
  return isPlain(held) ? (held as Loose) : propsOf(held);
}

/** The same kind of part, made with other props as a caller would make it. */
export function remade(part: object, props: Loose): object {
  if (isPlain(part)) return props;
  const type = part.constructor as new (...args: unknown[]) => object;
  const { engine, existing, account } = part as Loose;
  if (engine !== undefined) return new type(engine, props);
  if (isObject(existing)) return new type(undefined, props);
  return new type(isObject(account) && !isPlain(account) ? remade(account, props) : props);
}

/** One kind of part, whose props have one set of names. */
export function kindOf({ path, value }: Part): string {
  const own = value as Loose;
  return [...path, value.constructor?.name, HOLDERS.find((holder) => isObject(own[holder]))].join(" ");
}

/**
 * The names of the props that the library reads of each kind of part, found by looking on while it describes
 * declarations that are right: a new prop is in the proof without a word.
 */
export function namesRead(draws: readonly Draw[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  const all = cells();
  draws.forEach((draw, index) => {
    const cell = all[(index * 7_919) % all.length];
    if (!cell) return;
    synthesizeOne((ephemeral) =>
      [...PATHS].reverse().reduce((props, path) => watchedAt(props, path, names), declarationOf(cell, draw, ephemeral)),
    );
  });
  return new Map([...names].map(([kind, read]) => [kind, [...read].sort()]));
}

function watchedAt(props: Props, path: readonly string[], names: Map<string, Set<string>>): Props {
  const part = partAt(props, path);
  if (!part) return props;
  const own = propsOf(part.value);
  const read = names.get(kindOf(part)) ?? new Set<string>();
  // Which kind a cluster is, its factory says.
  for (const name of Object.keys(own).filter((key) => key !== "kind")) read.add(name);
  names.set(kindOf(part), read);
  return withPart(props, path, remade(part.value, watched(own, read)));
}

function watched(props: Loose, read: Set<string>): Loose {
  const get = (target: Loose, name: string | symbol): unknown => {
    if (typeof name === "string" && name !== "kind") read.add(name);
    return Reflect.get(target, name);
  };
  return new Proxy(props, { get });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
