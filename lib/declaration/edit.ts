import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import type { Problem } from "../core/problem";
import { formatProp, type PropPath } from "./locate";
import { readYaml } from "./read-yaml";
import { toData, type MapEntry, type MapNode, type SourceFile, type SourceNode } from "./source";

/** One value that a file is to say at a path, the kinds of choices included: `adminPassword`, `generated`, `revision`. */
export interface Edit {
  readonly path: PropPath;
  readonly value: string | number | boolean;
}

/** The file's new text, or why there is none. */
export type Edited = { readonly text: string } | { readonly problem: Problem };

/**
 * The text of a file with some values in it: replaced where they stand, else added at the end of the map that they
 * belong to. Every other character stays, comments, quotes and line ends included, and the result is read again: if it
 * says anything beside what was asked for, there is none.
 */
export function edited(file: SourceFile, edits: readonly Edit[]): Edited {
  let text = file.text;
  for (const edit of edits) {
    const { node } = readYaml({ ...file, text });
    text = node?.kind === "map" ? applied(text, node, edit) : text;
  }
  const before = readYaml(file).node;
  const wanted = edits.reduce((data, { path, value }) => withValue(data, path, value), before && toData(before));
  const after = readYaml({ ...file, text }).node;
  if (after && isDeepStrictEqual(toData(after), wanted)) return { text };
  const values = edits.map(({ path, value }) => `${formatProp(path)}: ${String(value)}`).join(", ");
  return {
    problem: editProblem(file, "The file is written in a way that can't be edited safely.", `Write ${values}.`),
  };
}

/** A file that can't be edited; nothing was written. */
export function editProblem({ path }: SourceFile, message: string, fix: string): Problem {
  return { code: "MX-YAML-EDIT", environment: "", prop: "", location: path, message, fix };
}

function applied(text: string, root: MapNode, { path, value }: Edit): string {
  let map = root;
  for (const [index, part] of path.entries()) {
    const entry = map.entries.get(String(part));
    const rest = path.slice(index);
    if (!entry) return added(text, map, pairText(rest, value));
    if (rest.length === 1 || entry.node.kind !== "map") return replaced(text, entry, valueOf(rest.slice(1), value));
    map = entry.node;
  }
  return text;
}

function replaced(text: string, { key, node }: MapEntry, value: unknown): string {
  const { start, end } = node.mark;
  // A value that is left out stands right behind its key or the colon.
  const space = start === end && (start === key.end || text[start - 1] === ":") ? " " : "";
  return `${text.slice(0, start)}${space}${flowText(value)}${text.slice(end)}`;
}

/** Adds a pair at the end of a map, in the form that the map has. */
function added(text: string, map: MapNode, pair: string): string {
  const [first] = map.entries.values();
  const last = [...map.entries.values()].at(-1);
  if (text[map.mark.start] === "{") {
    const at = last ? endOf(last) : map.mark.start + 1;
    const isTight = !last && text[at] === "}";
    return `${text.slice(0, at)}${last ? "," : ""} ${pair}${isTight ? " " : ""}${text.slice(at)}`;
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = first ? indentOf(text, first.key.start) : "";
  const end = last ? endOf(last) : map.mark.end;
  // The text of a block (|, >) ends with its own line; everything else is followed by the rest of the line.
  if (text[end - 1] === "\n") return `${text.slice(0, end)}${indent}${pair}${eol}${text.slice(end)}`;
  const lineEnd = text.slice(end).search(/\r?\n|$/) + end;
  return `${text.slice(0, lineEnd)}${eol}${indent}${pair}${text.slice(lineEnd)}`;
}

/** What stands before a key on its line, as spaces: a first key can follow the dash of a list. */
function indentOf(text: string, start: number): string {
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).replace(/[^ ]/g, " ");
}

/** Where the last thing of an entry ends. */
function endOf({ key, node }: MapEntry): number {
  return Math.max(key.end, nodeEnd(node));
}

function nodeEnd(node: SourceNode): number {
  const { file, start, end } = node.mark;
  if (node.kind === "scalar" || /[[{]/.test(file.text[start] ?? "")) return end;
  const inner = node.kind === "map" ? [...node.entries.values()].at(-1)?.node : node.items.at(-1);
  return inner ? nodeEnd(inner) : end;
}

/** A path that is not there yet, and its value, as a pair on one line: `adminPassword: { generated: { revision: 2 } }`. */
function pairText([first = "", ...rest]: PropPath, value: unknown): string {
  return flowText({ [first]: valueOf(rest, value) }).replace(/^\{ (.*) \}$/s, "$1");
}

function valueOf(path: PropPath, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
}

function flowText(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, collectionStyle: "flow" }).trimEnd();
}

function withValue(data: unknown, [first, ...rest]: PropPath, value: unknown): unknown {
  if (first === undefined) return value;
  const map = typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>) : {};
  return { ...map, [first]: withValue(map[first], rest, value) };
}
