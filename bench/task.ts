/** What a child process measures. */
export type Task =
  | { readonly kind: "load"; readonly module: "cdktf" | "library" }
  | { readonly kind: "blueprint" | "diff"; readonly count: number }
  | { readonly kind: "types"; readonly program: "library" | "hand"; readonly skipLibCheck: boolean }
  | { readonly kind: "command"; readonly bin: string; readonly folder: string }
  | SynthesisTask;

export interface SynthesisTask {
  readonly kind: "synthesis";
  /** `yaml` reads files and makes constructs of them. */
  readonly program: "library" | "hand" | "yaml";
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
  /**
   * Construction and synthesis, or the check of types. Of descriptions and comparisons, which have nothing to be
   * compared with, processor time: what else the machine does is no part of it.
   */
  readonly work: number;
  /** Wall time of the whole process, from its start to its end. */
  readonly total: number;
  /** Processor time of the whole process, all threads. */
  readonly cpu: number;
  /** Peak resident memory. */
  readonly rss: number;
  /** Size of the output. */
  readonly bytes: number;
}

/** What the process itself can say. */
export type Measured = Omit<Measurement, "total">;
