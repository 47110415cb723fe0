import { readDifferently } from "./plain-scalars";
import type { MapEntry, MapNode, Mark, ScalarNode, SourceFile, SourceNode } from "./source";

/** A line that holds something. */
interface Line {
  readonly indent: number;
  /** Where its first character is that is no space. */
  readonly start: number;
  /** Where its text ends, without its newline. */
  readonly end: number;
}

/** What is not read here: whatever is no ASCII, tabs, line ends of Windows, and what looks like a token of cdktf. */
const UNUSUAL = /[^\n -~]|TfToken/;
const KEY = /([A-Za-z_][\w./-]*):(?: |(?=\n)|$)/y;
/** Words that are no texts, or to some readers only. */
const WORD = /^(true|false|null|yes|no|on|off|y|n|__proto__)$/i;
/** A text without quotes that nobody reads as anything else. */
const PLAIN = /^[A-Za-z0-9_/$](?:[!-"$-9;-~]|:(?=[!-~])|(?<=[!-~])#| (?=[!-"$-~]))*$/;
const NUMBER = /^(0|[1-9]\d{0,14})$/;
/** Other numbers, or what may be one. */
const NUMERIC = /^(0[xo].*|[\d.]+([eE][-+]?\d+)?)$/;
const VERSION = /^\d+\.\d+\.[\d.]+$/;
const QUOTED = /^(?:"[^"\\]*"|'[^']*')$/;
/** Deeper than any declaration. */
const DEPTH_MAX = 24;

/** Thrown where a file holds anything else; not an error of anybody's. */
const NOT_PLAIN = new Error("not plain");

/**
 * Reads a file that is written as most are: maps and lists of lines, with texts that need no thought. A tenth of the
 * time of a reader of all YAML, and the same nodes; a test compares both.
 *
 * @returns undefined where there is anything else in it, right or wrong
 */
export function readPlain(file: SourceFile): SourceNode | undefined {
  if (UNUSUAL.test(file.text)) return undefined;
  try {
    return new PlainReader(file).read();
  } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    return undefined;
  }
}

class PlainReader {
  private readonly text: string;
  private readonly lines: readonly Line[];
  private next = 0;
  private depth = 0;

  constructor(private readonly file: SourceFile) {
    this.text = file.text;
    this.lines = linesOf(file.text);
  }

  read(): SourceNode {
    const [first] = this.lines;
    if (!first || first.indent > 0 || this.isItem(first)) throw NOT_PLAIN;
    const node = this.map(0, first.start);
    if (this.next < this.lines.length) throw NOT_PLAIN;
    return node;
  }

  /** A map whose first key stands at `start` in the next line, behind the dash of a list or not. */
  private map(indent: number, start: number): MapNode {
    if ((this.depth += 1) > DEPTH_MAX) throw NOT_PLAIN;
    const entries = new Map<string, MapEntry>();
    let end = start;
    for (let at = start; ; at = this.line().start) {
      const { start: valueAt, name } = this.keyAt(at);
      if (entries.has(name)) throw NOT_PLAIN;
      const key = this.mark(at, at + name.length);
      const node = this.value(indent, valueAt);
      entries.set(name, { key, node });
      end = this.endOf(node);
      const following = this.lines[this.next];
      if (!following || following.indent < indent) break;
      if (following.indent > indent || this.isItem(following)) throw NOT_PLAIN;
    }
    this.depth -= 1;
    return { kind: "map", mark: this.mark(start, end), entries };
  }

  private list(indent: number): SourceNode {
    if ((this.depth += 1) > DEPTH_MAX) throw NOT_PLAIN;
    const { start } = this.line();
    const items: SourceNode[] = [];
    for (let line = this.lines[this.next]; line?.indent === indent && this.isItem(line);) {
      const at = line.start + 2;
      if (this.text[at] === "-" || this.text[at] === " ") throw NOT_PLAIN;
      KEY.lastIndex = at;
      items.push(KEY.test(this.text) ? this.map(indent + 2, at) : this.scalar(at));
      line = this.lines[this.next];
    }
    this.depth -= 1;
    const last = items.at(-1);
    return { kind: "list", mark: this.mark(start, last ? this.endOf(last) : start), items };
  }

  /** What stands behind a key: on its line, or on the lines below. */
  private value(indent: number, at: number): SourceNode {
    if (at < this.line().end) return this.scalar(at);
    this.next += 1;
    const line = this.line();
    const isItem = this.isItem(line);
    if (line.indent < indent || (line.indent === indent && !isItem)) throw NOT_PLAIN;
    return isItem ? this.list(line.indent) : this.map(line.indent, line.start);
  }

  /** The rest of the line as a single value. */
  private scalar(start: number): SourceNode {
    const { end } = this.line();
    this.next += 1;
    const written = this.text.slice(start, end);
    const mark = this.mark(start, end);
    if (written === "{}") return { kind: "map", mark, entries: new Map() };
    if (written === "[]") return { kind: "list", mark, items: [] };
    if (QUOTED.test(written)) {
      const value = written.slice(1, -1);
      return { kind: "scalar", mark, value, written: value };
    }
    return { kind: "scalar", mark, value: plainValue(written), written };
  }

  private keyAt(at: number): { readonly start: number; readonly name: string } {
    KEY.lastIndex = at;
    const [found = "", name = ""] = KEY.exec(this.text) ?? [];
    if (name === "" || WORD.test(name)) throw NOT_PLAIN;
    return { start: at + found.length, name };
  }

  private line(): Line {
    const line = this.lines[this.next];
    if (!line) throw NOT_PLAIN;
    return line;
  }

  private isItem({ start }: Line): boolean {
    return this.text[start] === "-" && this.text[start + 1] === " ";
  }

  /** Where a node of lines ends: with the newline of its last one. */
  private endOf({ mark: { end } }: SourceNode): number {
    return this.text[end] === "\n" && this.text[end - 1] !== "\n" ? end + 1 : end;
  }

  private mark(start: number, end: number): Mark {
    return { file: this.file, start, end };
  }
}

/** The lines that are neither empty nor comments. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let begin = 0; begin < text.length;) {
    const newline = text.indexOf("\n", begin);
    const end = newline < 0 ? text.length : newline;
    let start = begin;
    while (text[start] === " ") start += 1;
    // A space at the end of a line is part of nothing; it is left to whoever knows.
    if (start < end && text[end - 1] === " ") throw NOT_PLAIN;
    if (start < end && text[start] !== "#") lines.push({ indent: start - begin, start, end });
    begin = end + 1;
  }
  return lines;
}

function plainValue(written: string): ScalarNode["value"] {
  if (NUMBER.test(written)) return Number(written);
  if (written === "true") return true;
  if (written === "false") return false;
  if (!PLAIN.test(written) || WORD.test(written)) throw NOT_PLAIN;
  const isNumber = NUMERIC.test(written) && !VERSION.test(written);
  if (isNumber || readDifferently(written) !== undefined) throw NOT_PLAIN;
  return written;
}
