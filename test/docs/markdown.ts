import * as fs from "node:fs";
import * as path from "node:path";

export const ROOT = path.join(__dirname, "../..");

/** A fenced block of a page. */
export interface Sample {
  /** Page and line: `README.md:49`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

/** Every page that users read. */
export function pages(): readonly string[] {
  const docs = path.join(ROOT, "docs");
  const inDocs = fs.existsSync(docs) ? fs.readdirSync(docs).map((name) => `docs/${name}`) : [];
  return ["README.md", ...inDocs].filter((page) => page.endsWith(".md") && fs.existsSync(path.join(ROOT, page)));
}

/** The fenced blocks of a page, in order. */
export function samplesOf(page: string): readonly Sample[] {
  const text = fs.readFileSync(path.join(ROOT, page), "utf8");
  const blocks = text.matchAll(/^( *)```([a-z]+)\n([\s\S]*?)^\1```$/gm);
  return [...blocks].map(({ index, 1: indent = "", 2: language = "", 3: code = "" }) => {
    const line = text.slice(0, index).split("\n").length;
    return { place: `${page}:${line}`, language, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), "") };
  });
}
