import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import { isOpen } from "./open-question";
import { readDifferently } from "./plain-scalars";
import type { TextProblem, MapEntry, Mark, SourceFile, SourceNode } from "./source";

const TWICE = "The key stands here a second time; readers of YAML disagree on which one counts.";

function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

/** Makes source nodes of parsed YAML, and refuses by name what would mean something else to another reader. */
export class Composer {
  readonly problems: TextProblem[] = [];

  constructor(private readonly file: SourceFile) {}

  compose(node: Node): SourceNode {
    const mark = this.markOf(node);
    this.checkExtras(node, mark);
    if (isMap(node)) return { kind: "map", mark, entries: this.entriesOf(node) };
    if (isSeq(node)) return { kind: "list", mark, items: node.items.map((item) => this.composeChild(item, mark)) };
    if (isScalar(node)) return this.scalar(node.value, node.type === "PLAIN" ? node.source : undefined, mark);
    return { kind: "scalar", mark, value: null, written: "" };
  }

  private composeChild(node: unknown, parent: Mark): SourceNode {
    if (node !== null && typeof node === "object") return this.compose(node as Node);
    return { kind: "scalar", mark: parent, value: null, written: "" };
  }

  private entriesOf(map: YAMLMap): ReadonlyMap<string, MapEntry> {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of map.items as readonly Pair<Node, unknown>[]) {
      const mark = this.markOf(key);
      const name = this.compose(key);
      if (name.kind === "scalar" && name.value === "<<") this.refuseShared(mark, "A merge key (<<)");
      if (name.kind !== "scalar" || typeof name.value !== "string" || name.value === "__proto__") {
        this.problem("MX-YAML-KEY", mark, "The key is not a text.", "Write a name, in quotes where it is a number.");
      } else {
        if (entries.has(name.value)) this.problem("MX-YAML-DUPLICATE", mark, TWICE, "Take one of them out.");
        entries.set(name.value, { key: mark, node: this.composeChild(value, { ...mark, start: mark.end }) });
      }
    }
    return entries;
  }

  private scalar(value: unknown, plain: string | undefined, mark: Mark): SourceNode {
    const differently = plain === undefined ? undefined : readDifferently(plain);
    if (differently !== undefined) {
      const message = `Without quotes this is ${differently} to some readers of YAML, and not to others.`;
      this.problem("MX-YAML-PLAIN", mark, message, "Put it in quotes; a truth value is true or false.");
    }
    if (typeof value === "number" && !(Number.isFinite(value) && isExact(value))) {
      const fix = "Put it in quotes where a text is meant; a number has at most 15 digits.";
      this.problem("MX-YAML-PLAIN", mark, "Readers of YAML and JSON round this number, or know none of it.", fix);
    }
    if (typeof value === "string" && isOpen(value)) {
      const message = "This value is still open: only a person knows it.";
      this.problem("MX-TODO", mark, message, "Write it in place of the TODO, whose text says what is meant.");
    }
    if (typeof value === "string" && /[$#&]?\{?TfToken\[/.test(value)) {
      const message =
        "The text has the form of a Terraform token; in a file it would refer to nothing, or to anything.";
      this.problem("MX-TOKEN", mark, message, "Write the value itself, or declare the environment in TypeScript.");
    }
    // The core schema knows no other scalars; without a tag there is no other.
    const known = value as string | number | boolean | null;
    return { kind: "scalar", mark, value: known, written: plain ?? String(known) };
  }

  private checkExtras(node: Node, mark: Mark): void {
    if (isAlias(node) || node.anchor !== undefined) {
      this.refuseShared(mark, isAlias(node) ? "An alias (*name)" : "An anchor (&name)");
    }
    if (node.tag !== undefined) {
      const message = "A tag (!name) stands here; declarations hold none.";
      this.problem("MX-YAML-TAG", mark, message, "Take the tag out, or put a text that begins with ! in quotes.");
    }
  }

  private refuseShared(mark: Mark, what: string): void {
    const fix = "Write the value itself; what several environments share belongs in defaults.yaml.";
    this.problem("MX-YAML-ALIAS", mark, `${what} stands here.`, fix);
  }

  private problem(code: TextProblem["code"], mark: Mark, message: string, fix: string): void {
    this.problems.push({ code, mark, message, fix });
  }

  private markOf(node: Node | null): Mark {
    const [start, end] = node?.range ?? [0, 0];
    return { file: this.file, start, end };
  }
}
