import { stableJson } from "./stable-json";

/** Version of cdktf whose output is written: what its command line expects. */
export const CDKTF_VERSION = "0.21.0";

/** One stack, as cdktf's command line finds it. */
export interface StackRow {
  readonly name: string;
  readonly constructPath: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  readonly stackMetadataPath: string;
  readonly annotations: readonly unknown[];
  readonly dependencies: readonly string[];
}

/** The stacks of an output folder, by name. */
export type StackRows = Readonly<Record<string, StackRow>>;

/** Folder of a stack below the output folder. */
export function stackFolder(name: string): string {
  return `stacks/${name}`;
}

/** File of a stack below the output folder. */
export function stackFile(name: string): string {
  return `${stackFolder(name)}/cdk.tf.json`;
}

export function stackRow(name: string): StackRow {
  return {
    name,
    constructPath: name,
    workingDirectory: stackFolder(name),
    synthesizedStackPath: stackFile(name),
    stackMetadataPath: `${stackFolder(name)}/metadata.json`,
    annotations: [],
    dependencies: [],
  };
}

/** The bytes of `manifest.json`. */
export function manifestText(rows: StackRows): string {
  return stableJson({ version: CDKTF_VERSION, stacks: rows });
}

/** The rows of a manifest that is there; none where it can't be read, because it is rewritten then. */
export function rowsOf(text: string | undefined): StackRows {
  if (text === undefined) return {};
  try {
    const { stacks } = JSON.parse(text) as { readonly stacks?: unknown };
    return typeof stacks === "object" && stacks !== null ? (stacks as StackRows) : {};
  } catch {
    return {};
  }
}
