import { spawn } from "node:child_process";
import { started } from "../core/program";

/** How kubectl is called. */
export interface KubectlOptions {
  /**
   * Program: `kubectl`, `oc`, `kubectl.exe`, or a path.
   *
   * @default "kubectl"
   */
  readonly program?: string;
  /** Context of the kubeconfig. */
  readonly context?: string;
  /**
   * Seconds that a call may take.
   *
   * @default 30
   */
  readonly timeout?: number;
}

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** kubectl can't be run at all: nothing is known, and nothing can be. */
export class NoKubectl extends Error {}

/** Most bytes of one answer: what a text can hold is not much more. */
const MOST = 400 * 1024 * 1024;
/** kubectl is a heavy program: more at a time make none of them faster. */
const AT_ONCE = 6;

/** The user's own kubectl: its contexts, plug-ins and rights are theirs. */
export class Kubectl {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: KubectlOptions = {}) {}

  get program(): string {
    return this.options.program ?? "kubectl";
  }

  /** Runs it, whatever comes of it; a call that takes too long is ended. */
  async run(parameters: readonly string[], input = ""): Promise<Answer> {
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      return await this.call(parameters, input);
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  /** The parameters with the context, as a person would call it. */
  withContext(parameters: readonly string[]): string[] {
    const { context } = this.options;
    return [...(context === undefined ? [] : ["--context", context]), ...parameters];
  }

  private call(parameters: readonly string[], input: string): Promise<Answer> {
    const seconds = this.options.timeout ?? 30;
    return new Promise((resolve, reject) => {
      const words = this.withContext([`--request-timeout=${seconds}s`, ...parameters]);
      const { file, words: given, verbatim } = started(this.program, words);
      const child = spawn(file, given, {
        stdio: ["pipe", "pipe", "pipe"],
        windowsHide: true,
        windowsVerbatimArguments: verbatim,
        env: process.env,
      });
      const [out, err]: [Buffer[], Buffer[]] = [[], []];
      let size = 0;
      let ended: string | undefined;
      const end = (why: string) => {
        ended = why;
        child.kill("SIGKILL");
      };
      // A login plug-in that waits for a browser knows nothing of the request's timeout.
      const timer = setTimeout(() => end(`no answer within ${seconds} s`), (seconds + 2) * 1000);
      child.stdout.on("data", (data: Buffer) =>
        (size += data.length) > MOST ? end("the answer is larger than 400 MB") : out.push(data),
      );
      child.stderr.on("data", (data: Buffer) => err.push(data));
      child.stdin.on("error", () => undefined);
      child.once("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        reject(new NoKubectl(`${this.program} can't be run (${error.code ?? error.message}).`));
      });
      child.once("close", (code) => {
        clearTimeout(timer);
        const stderr = Buffer.concat(err).toString("utf8");
        resolve({
          code: ended === undefined ? (code ?? 1) : 1,
          stdout: Buffer.concat(out).toString("utf8"),
          stderr: ended ?? stderr,
        });
      });
      child.stdin.end(input);
    });
  }
}

/** What kubectl said was wrong, in one line and without what varies. */
export function reasonOf({ stderr }: Answer): string {
  const lines = stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(Warning:|[EWI]\d{4} )/.test(line));
  const line = lines.at(-1) ?? stderr.trim().split("\n").at(-1) ?? "";
  return (
    line.replace(/^(error: |Error from server \(\w+\): |Error from server: )/i, "").replace(/\.$/, "") || "no answer"
  );
}

/** Resources that a person may not read, in what kubectl said: one call asks for several. */
export function forbiddenIn({ stderr }: Answer): readonly { readonly resource: string; readonly verb: string }[] {
  const found = stderr.matchAll(/cannot (\w+) resource "([\w./-]+)"/g);
  return [...found].map(([, verb = "", resource = ""]) => ({ verb, resource }));
}
