import { keyDefinition } from "../../../catalogue/keys";
import type { ClassFile } from "../../../stores/class-rules";
import type { Candidate } from "../candidates";
import type { Draft } from "../todo";

/** What a store's reader makes of a class or Secret: parts of a declaration, and what they can't say. */
export interface TakenStore {
  readonly store: Draft;
  readonly identity?: Draft;
  /** Keys that the entries hold. */
  readonly keys: readonly string[];
  /** What was taken over as what. */
  readonly taken: readonly string[];
  /** What can't be expressed: the field's place and why, never a value. */
  readonly left: readonly string[];
}

/** Reads the objects of one provider. */
export type StoreReader = (request: StoreRequest) => TakenStore;

export interface StoreRequest {
  readonly candidate: Candidate;
  readonly parameters: Readonly<Record<string, string>>;
  readonly files: readonly ClassFile[];
}

/** Files that are keys, and what is said of those that are none. */
export function keysAmong(files: readonly ClassFile[]): {
  readonly keys: readonly ClassFile[];
  readonly left: readonly string[];
} {
  const own = files.filter(({ document }) => !document);
  const isKey = ({ file }: ClassFile) => keyDefinition(file) !== undefined;
  return {
    keys: own.filter(isKey),
    left: own
      .filter((one) => !isKey(one))
      .map(
        ({ file, at }) =>
          `${at}: the file ${JSON.stringify(file)} is no key that the Operator reads; it is mounted no more.`,
      ),
  };
}

/** Files by the object that holds them, in the order in which they come up. */
export function byObject(
  files: readonly ClassFile[],
): readonly (readonly [object: string, files: readonly ClassFile[]])[] {
  const groups = new Map<string, ClassFile[]>();
  for (const file of files) groups.set(file.object, [...(groups.get(file.object) ?? []), file]);
  return [...groups];
}

/** Properties that keys lie under, where they have other names; nothing where all are their own. */
export function propertyNamesOf(files: readonly ClassFile[]): Readonly<Record<string, string>> | undefined {
  const other = files.flatMap(({ file, property }) =>
    property === undefined || property === file ? [] : [[file, property] as const],
  );
  return other.length === 0 ? undefined : Object.fromEntries(other);
}

/** "3 keys of mendix/orders". */
export function countOf(keys: readonly unknown[], object: string): string {
  return `${keys.length === 1 ? "1 key" : `${keys.length} keys`} of ${object}`;
}
