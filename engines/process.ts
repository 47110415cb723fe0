import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { randomInt } from "node:crypto";
import * as net from "node:net";

/** The first of some programs that is on the machine. */
export function findProgram(...candidates: readonly (string | undefined)[]): string | undefined {
  return candidates.find(
    (candidate) => candidate !== undefined && spawnSync("sh", ["-c", `command -v "${candidate}"`]).status === 0,
  );
}

/** Below what a kernel gives to outgoing connections, one of which could take the port before its server does. */
const PORTS = { from: 20_000, to: 30_000 };
const given = new Set<number>();

/** A free port on loopback, another one at each call. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Variables; undefined takes one away. */
type Environment = Readonly<Record<string, string | undefined>>;

/** A server that a test started; it ends with the test process at the latest. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private output = "";

  constructor(program: string, parameters: readonly string[], environment: Environment = {}) {
    this.child = spawn(program, [...parameters], {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // A server that is left over, as when a start beside it failed, does not keep this process from ending.
    this.child.unref();
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream instanceof net.Socket) stream.unref();
      stream?.on("data", (data: Buffer) => (this.output = (this.output + data.toString()).slice(-20_000)));
    }
    const kill = () => this.child.kill("SIGKILL");
    process.once("exit", kill);
    this.child.once("exit", () => process.off("exit", kill));
  }

  /** Waits until a probe answers. */
  async ready(probe: () => Promise<boolean>, seconds = 30): Promise<void> {
    for (let attempt = 0; attempt < seconds * 5; attempt++) {
      if (this.child.exitCode !== null) break;
      if (await probe().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`the server did not become ready:\n${this.output}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(timer);
  }
}
