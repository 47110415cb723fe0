import type { Blueprint } from "../core/blueprint";
import { imported, importNotes } from "../explain/taken-over";
import { displayText } from "../core/text";
import type { Draft } from "./draft";

/** What is taken over newly, and what becomes of its values. An object that was forgotten is told as a move. */
export function takeOverChanges(before: Blueprint | undefined, after: Blueprint): Draft[] {
  const known = new Set(before ? imported(before).map(({ path }) => path) : []);
  const forgotten = new Set(before?.resources.filter(({ kind }) => kind === "removed").map(({ path }) => path));
  const taken = imported(after).filter(({ path }) => !known.has(path) && !forgotten.has(path));
  if (taken.length === 0) return [];
  const names = taken.map(({ type, path, importId }) => `${type} ${path} (${displayText(importId)})`);
  const drafts = [
    `Terraform takes over by import, in place of making it: ${names.join(", ")}.`,
    ...importNotes(after, taken),
  ];
  const about = taken.map(({ path }) => `import ${path}`);
  return drafts.map((text) => ({ effect: "changed", text, about }));
}
