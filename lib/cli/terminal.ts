import { forTerminal } from "../core/visible";
import { UsageError } from "./exit-codes";

/** What a command writes to and reads from. */
export interface Terminal {
  /** Results: what a pipe or a file gets. */
  readonly out: (text: string) => void;
  /** Everything about the run: problems of the command line, progress. */
  readonly err: (text: string) => void;
  /** Whether colour may be used in results. */
  readonly colour: boolean;
  /** Whether somebody watches `err`, so that progress may be drawn. */
  readonly watched: boolean;
  /** Asks a question, or undefined where nobody can answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** Asks for what nobody may see, or undefined where nobody can answer. */
  readonly hidden?: (question: string) => Promise<string>;
  /** Everything that is piped in, or undefined where a person sits there. */
  readonly input?: () => Promise<Uint8Array>;
}

/** The same terminal, which shows every text and obeys none: what a declaration or a file is called may be anything. */
export function visibly(terminal: Terminal): Terminal {
  const { out, err, ask: asking } = terminal;
  return {
    ...terminal,
    out: (text) => out(forTerminal(text)),
    err: (text) => err(forTerminal(text)),
    ...(asking && { ask: (question) => asking(forTerminal(question)) }),
  };
}

/** The terminal of this process. Colour only where a terminal shows it, and never with NO_COLOR (https://no-color.org). */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on("error", endWithReader);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: Boolean(stdout.isTTY) && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    watched: Boolean(stderr.isTTY),
    ...(stdin.isTTY && stderr.isTTY ? { ask: (question) => ask(question, stderr), hidden } : {}),
    ...(stdin.isTTY ? {} : { input }),
  };
}

/** Whoever reads the output may stop (`| head`): then there is nothing left to do, and nothing is wrong. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

/** The answer is shown by nobody: the terminal is told not to, and what would be drawn goes nowhere. */
async function hidden(question: string): Promise<string> {
  const { Writable } = await import("node:stream");
  process.stderr.write(question);
  const answer = await ask("", new Writable({ write: (_chunk, _encoding, done) => done() }));
  process.stderr.write("\n");
  return answer;
}

async function input(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function ask(question: string, output: NodeJS.WritableStream): Promise<string> {
  const { createInterface } = await import("node:readline");
  const prompt = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    // Ctrl+C and Ctrl+D close the prompt without an answer; after one, closing it says nothing any more.
    prompt.once("close", () => reject(new UsageError("\nStopped; nothing was written.")));
    prompt.question(question, (answer) => {
      resolve(answer);
      prompt.close();
    });
  });
}
