import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives a test run one temporary directory for everything, and deletes it at the end: `Testing.app()` makes a directory
 * for each app, and none of them would ever go.
 */
export default function useOwnTemporaryDirectory() {
  const directory = mkdtempSync(join(tmpdir(), "jest-"));
  // A server that refuses to run as root runs as another user, and has to get at its own directory in this one.
  chmodSync(directory, 0o711);
  process.env.TMPDIR = directory;
  process.once("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
}
