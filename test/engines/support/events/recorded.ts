import * as fs from "node:fs";
import * as path from "node:path";

/** An event of a pod whose mount failed, as it was seen. */
export interface RecordedEvent {
  readonly id: string;
  readonly cause: string;
  /** Whole text of the event, as `kubectl describe pod` shows it. */
  readonly message: string;
  /** Program whose text it is, and the engine behind it, with their versions. */
  readonly seen: string;
}

export interface Recorded {
  readonly recorded: string;
  readonly events: readonly RecordedEvent[];
}

const FILE = path.join(process.cwd(), "test/engines/recorded/events.json");

export function readRecorded(): Recorded {
  return fs.existsSync(FILE) ? (JSON.parse(fs.readFileSync(FILE, "utf8")) as Recorded) : { recorded: "", events: [] };
}

/** Adds what was seen to what is recorded; an event of the same id is replaced. */
export function record(seen: readonly RecordedEvent[]): void {
  const events = new Map([...readRecorded().events, ...seen].map((event) => [event.id, event]));
  const sorted = [...events.values()].sort((a, b) => a.id.localeCompare(b.id, "en"));
  const recorded = { recorded: new Date().toISOString().slice(0, 10), events: sorted };
  fs.writeFileSync(FILE, `${JSON.stringify(recorded, undefined, 2)}\n`);
}

/** What differs between two runs, and tells nobody anything. */
const OF_A_RUN: readonly (readonly [RegExp, string])[] = [
  // A connection that breaks, by the moment at which it does.
  [/(read tcp \S+->\S+: )?(read: connection reset by peer|(unexpected )?EOF)/g, "BROKEN"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "UUID"],
  [/\b127(\.\d+){3}(:\d+)?/g, "ADDRESS"],
  [/"?(kid|iat|exp|nbf)"?[:=]\S+/g, "CLAIM"],
  [/lookup (\S+) on \S+:/g, "lookup $1 on RESOLVER:"],
];

/** A message without what is of one run only. */
export function comparable(message: string): string {
  return OF_A_RUN.reduce((text, [pattern, name]) => text.replace(pattern, name), message);
}
