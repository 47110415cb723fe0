import type { ProblemCode } from "../core/problem-codes";

/** A file of declarations, as it was read. */
export interface SourceFile {
  /** Path as the reader knows it, relative to where the command was started: `environments/orders.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a file. */
export interface Mark {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** A value as it stands in a file. Defaults and environments are merged as such nodes, so a problem finds its file. */
export type SourceNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: "map";
  readonly mark: Mark;
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly key: Mark;
  readonly node: SourceNode;
}

export interface ListNode {
  readonly kind: "list";
  readonly mark: Mark;
  readonly items: readonly SourceNode[];
}

export interface ScalarNode {
  readonly kind: "scalar";
  readonly mark: Mark;
  readonly value: string | number | boolean | null;
  /** The text as it was written, without quotes: `1.10` where the value is the number 1.1. */
  readonly written: string;
}

/** The value of a node as plain data. */
export function toData(node: SourceNode): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toData);
    case "map": {
      const data: Record<string, unknown> = {};
      // The reader refuses the key __proto__.
      for (const [key, entry] of node.entries) data[key] = toData(entry.node);
      return data;
    }
  }
}

/** Where the lines of a file begin: looked for once, however many problems it has. */
const LINES = new WeakMap<SourceFile, readonly number[]>();

function linesOf(file: SourceFile): readonly number[] {
  const known = LINES.get(file);
  if (known) return known;
  const starts = [0, ...[...file.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  LINES.set(file, starts);
  return starts;
}

/** Number of the line that an offset is in, from 0. */
function lineNumber(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the line that a mark begins in begins and ends, its newline not counted. */
export function lineOf({ file, start }: Mark): { readonly start: number; readonly end: number } {
  const starts = linesOf(file);
  const line = lineNumber(starts, start);
  return { start: starts[line] ?? 0, end: (starts[line + 1] ?? file.text.length + 1) - 1 };
}

/** Line and column of an offset, both from 1. */
export function positionOf({ file, start }: Mark): { readonly line: number; readonly column: number } {
  const starts = linesOf(file);
  const line = lineNumber(starts, start);
  return { line: line + 1, column: [...file.text.slice(starts[line], start)].length + 1 };
}

/** Where a mark stands, as editors and terminals link it: `environments/orders.yaml:14:11`. */
export function locationOf(mark: Mark): string {
  const { line, column } = positionOf(mark);
  return `${mark.file.path}:${line}:${column}`;
}

/** A problem of a file's text, before it is known whose declaration it breaks. */
export interface TextProblem {
  readonly code: ProblemCode;
  readonly mark: Mark;
  readonly message: string;
  readonly fix: string;
}
