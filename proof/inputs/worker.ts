import { parentPort } from "node:worker_threads";
import { runChunk, type Chunk } from "./chunks";

parentPort?.on("message", (chunk: Chunk) => {
  const result = runChunk(chunk, (begun) => parentPort?.postMessage({ begun }));
  parentPort?.postMessage({ result });
});
