import * as os from "node:os";
import * as path from "node:path";
import { Worker } from "node:worker_threads";
import type { Chunk, ChunkResult } from "./chunks";

/** Milliseconds that one declaration may take before it counts as hung and is stopped. */
const HUNG = 60_000;

type Message = { readonly begun: string } | { readonly result: ChunkResult };

/** Runs the chunks in as many threads as there are cores. A declaration that hangs ends its chunk, and is a finding. */
export async function runAll(chunks: readonly Chunk[]): Promise<readonly ChunkResult[]> {
  const queue = [...chunks];
  const results: ChunkResult[] = [];
  const drain = async () => {
    for (let chunk = queue.shift(); chunk; chunk = queue.shift()) results.push(await runOne(chunk));
  };
  const threads = Math.min(os.availableParallelism(), chunks.length);
  await Promise.all(Array.from({ length: threads }, drain));
  return results;
}

function runOne(chunk: Chunk): Promise<ChunkResult> {
  const worker = new Worker(path.join(__dirname, "worker.js"));
  return new Promise((resolve, reject) => {
    let doing = "nothing yet";
    const end = (result: ChunkResult) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => {
      const findings = [{ what: `no answer in ${HUNG / 1_000} s`, input: doing }];
      end({ chunk, findings, refused: 0, written: 0, codes: [] });
    }, HUNG);
    worker.on("error", reject);
    worker.on("message", (message: Message) => {
      if ("result" in message) return end(message.result);
      doing = message.begun;
      timer.refresh();
    });
    worker.postMessage(chunk);
  });
}
