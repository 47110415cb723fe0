import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives a test run one temporary directory for everything, and deletes it at the end: `Testing.app()` makes a directory
 * for each app, and none of them would ever go.
 */
export default function useOwnTemporaryDirectory() {
  const directory = mkdtempSync(join(tmpdir(), "jest-"));
  process.env.TMPDIR = directory;
  process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
}
