import { control } from "../core/visible";
import type { Terminal } from "./terminal";

export interface Progress {
  readonly step: (done: number, total: number) => void;
  readonly end: () => void;
}

/** Milliseconds before progress shows: faster work needs none. */
const QUIET = 1_000;
const INTERVAL = 100;

/** A line that counts, on a terminal only and after a second; it is wiped at the end. */
export function progress(terminal: Terminal, what: string, now: () => number = Date.now): Progress {
  const started = now();
  let drawn = started + QUIET;
  let shown = false;
  return {
    step: (done, total) => {
      const time = now();
      if (!terminal.watched || time < drawn) return;
      drawn = time + INTERVAL;
      shown = true;
      terminal.err(`${control("\r")}${done} of ${total} ${what}`);
    },
    end: () => {
      if (shown) terminal.err(control("\r") + control("\u001b[K"));
    },
  };
}
