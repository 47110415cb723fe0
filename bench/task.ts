/** What a child process measures. */
export type Task =
  | { readonly kind: "load"; readonly module: "cdktf" | "library" }
  | { readonly kind: "blueprint"; readonly count: number }
  | SynthesisTask;

export interface SynthesisTask {
  readonly kind: "synthesis";
  readonly program: "library" | "fast" | "hand";
  /** Row of the table of programs. */
  readonly pair: string;
  readonly count: number;
  /** All environments in one stack, or a stack for each. */
  readonly stacks: "one" | "each";
}

/** Milliseconds, mebibytes and bytes of one run. */
export interface Measurement {
  /** Until everything is loaded. */
  readonly load: number;
  /** Construction and synthesis, or description. */
  readonly work: number;
  /** Wall time of the whole task. */
  readonly total: number;
  /** Processor time of the whole task, all threads. */
  readonly cpu: number;
  /** Peak resident memory. */
  readonly rss: number;
  /** Size of the output. */
  readonly bytes: number;
}
