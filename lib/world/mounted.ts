import { readClass } from "../stores/classes";

/** A file that a SecretProviderClass mounts, and where its value comes from. */
export interface MountedFile {
  /** Name of the file: the key. */
  readonly file: string;
  /** Entry of the store. */
  readonly entry: string;
  /** Property of the entry, where it is a document. */
  readonly property?: string;
  /** What the driver reports it under. */
  readonly id: string;
}

/** The files of a SecretProviderClass; undefined where its provider or its text is not understood. */
export function mountedFiles(
  provider: string | undefined,
  parameters: Readonly<Record<string, string>>,
): readonly MountedFile[] | undefined {
  const read = readClass(provider, parameters);
  if (!read || read.faults.some(({ rule }) => rule === "unreadable")) return undefined;
  return read.files
    .filter(({ file }) => file !== "")
    .map(({ file, object, id, property }) => ({
      file,
      entry: object,
      ...(property === undefined ? {} : { property }),
      id,
    }));
}
