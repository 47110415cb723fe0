import * as fs from "node:fs";
import * as path from "node:path";
import type { Problem } from "../core/problem";
import { replaceFile } from "../core/replace-file";
import { edited, editProblem, type Edit } from "./edit";
import { decode } from "./folder";
import { readRegularFile } from "./read-file";
import type { SourceFile } from "./source";

const BYTE_ORDER_MARK = "\ufeff";

/**
 * Puts a new text in the place of the one that was read. Where the file says something else by now it stays, and the
 * problem is returned. A link stays a link, the file's rights stay, and there is never half a file.
 */
export function saveEdited(file: SourceFile, text: string): Problem | undefined {
  const place = fs.realpathSync(file.path);
  const beside = path.join(path.dirname(place), `.${path.basename(place)}.${process.pid}.new`);
  const { mode } = fs.statSync(place);
  try {
    fs.writeFileSync(beside, markOf(readRegularFile(place)) + text);
    fs.chmodSync(beside, mode);
    if (decode(readRegularFile(place)) === file.text) {
      replaceFile(beside, place);
      return undefined;
    }
  } finally {
    fs.rmSync(beside, { force: true });
  }
  const message = "The file was changed by somebody else while it was read; nothing was written.";
  return editProblem(file, message, "Run the command again.");
}

/** Edits a file in its place; a problem where it can't be, and nothing is written then. */
export function saveEdits(file: SourceFile, edits: readonly Edit[]): Problem | undefined {
  const result = edited(file, edits);
  return "problem" in result ? result.problem : saveEdited(file, result.text);
}

/** Reading drops the mark that some editors begin a file with. */
function markOf(bytes: Buffer): string {
  return bytes.subarray(0, 3).toString("latin1") === "\u00ef\u00bb\u00bf" ? BYTE_ORDER_MARK : "";
}
