import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** What a comment in the source says of a prop or a class. */
export interface Comment {
  readonly text: string;
  /** What stands after `@default`. */
  readonly default?: string;
}

type Members = ReadonlyMap<string, Comment>;

/** The comments of all interfaces, classes and static factories of the library. */
export class Comments {
  private readonly interfaces = new Map<string, { readonly members: Members; readonly bases: readonly string[] }>();
  private readonly kinds = new Map<string, Comment>();

  constructor(folder: string) {
    for (const file of sourcesIn(folder)) {
      const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
      source.forEachChild((node) => this.read(node));
    }
  }

  /** Comments of an interface's members, inherited ones included. */
  members(type: string): Members {
    // A base may be a part of an interface: Pick<StorageOptions, "performDelete">.
    const name = type.replace(/^(?:Pick|Omit)<(\w+),.*$/s, "$1");
    const found = this.interfaces.get(name);
    if (!found) throw new Error(`no interface ${name} in the source`);
    return new Map([...found.bases.flatMap((base) => [...this.members(base)]), ...found.members]);
  }

  /** Comment of a class (`Irsa`) or of a static factory (`Database.postgresql`). */
  kind(name: string): Comment {
    const found = this.kinds.get(name);
    if (!found) throw new Error(`no class or factory ${name} with a comment in the source`);
    return found;
  }

  private read(node: ts.Node): void {
    if (ts.isInterfaceDeclaration(node)) {
      const members = node.members.filter(ts.isPropertySignature).map((member) => [nameOf(member), commentOf(member)]);
      const bases = node.heritageClauses?.flatMap((clause) => clause.types.map((type) => type.getText())) ?? [];
      this.interfaces.set(node.name.text, { members: new Map(members as [string, Comment][]), bases });
    }
    if (!ts.isClassDeclaration(node) || !node.name) return;
    this.kinds.set(node.name.text, commentOf(node));
    for (const method of node.members.filter(ts.isMethodDeclaration)) {
      this.kinds.set(`${node.name.text}.${nameOf(method)}`, commentOf(method));
    }
  }
}

function nameOf(node: ts.PropertySignature | ts.MethodDeclaration): string {
  return node.name.getText();
}

function commentOf(node: ts.Node): Comment {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tag = comment?.tags?.find(({ tagName }) => tagName.text === "default");
  const text = flat(ts.getTextOfJSDocComment(comment?.comment));
  return tag ? { text, default: flat(ts.getTextOfJSDocComment(tag.comment)) } : { text };
}

function flat(text: string | undefined): string {
  return (text ?? "")
    .replace(/\{@link (\w+)\}/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function sourcesIn(folder: string): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(file);
    return file.endsWith(".ts") ? [file] : [];
  });
}
