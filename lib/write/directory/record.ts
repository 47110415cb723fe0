import { stableJson } from "./stable-json";
import { currentText } from "./write-set";

/** What was written for each stack beside its folder: its manifests, by paths from the working directory. */
export type WrittenRecord = Readonly<Record<string, readonly string[]>>;

/** Name of the record in the output folder: what tells our own files from those that somebody else put there. */
export const RECORD = "mendix-secret-store.json";

export function recordText(stacks: WrittenRecord): string {
  return stableJson({ stacks });
}

/** The record in a folder; of one that is not there or can't be read nothing is known. */
export function readRecord(file: string): WrittenRecord {
  try {
    const { stacks = {} } = JSON.parse(currentText(file) ?? "{}") as { readonly stacks?: unknown };
    const entries = Object.entries(stacks as object).map(([name, files]) => [name, texts(files)] as const);
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
