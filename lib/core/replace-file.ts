import * as fs from "node:fs";

/** What Windows says of a file that a virus scanner, an editor or an indexer holds open for a moment. */
const HELD = ["EACCES", "EBUSY", "EPERM"];
/** Milliseconds before each further try. */
const PAUSES = [10, 20, 50, 100, 200, 400];

/** How a file takes a place, and what is waited for meanwhile; tests put others in. */
interface Renaming {
  readonly rename: (from: string, to: string) => void;
  readonly platform: NodeJS.Platform;
  readonly wait: (milliseconds: number) => void;
}

const RENAMING: Renaming = { rename: fs.renameSync, platform: process.platform, wait: pause };

/**
 * Lets a file take the place of another in one step. Windows refuses that while somebody has the other one open, so it is
 * tried again for a second there; anywhere else a refusal is one.
 */
export function replaceFile(from: string, to: string, { rename, platform, wait }: Renaming = RENAMING): void {
  const pauses = platform === "win32" ? PAUSES : [];
  for (const milliseconds of pauses) {
    try {
      return rename(from, to);
    } catch (error) {
      if (!HELD.includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      wait(milliseconds);
    }
  }
  rename(from, to);
}

/** Without an event loop: what is written is written in one go. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
