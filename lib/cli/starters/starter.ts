/** One question of `init`. */

export interface Question {
  /** Name of the answer on the command line: `--set bucket=acme-files`. */
  readonly key: string;
  readonly asks: string;
  /** What an empty answer means; without one the question has to be answered. */
  readonly default?: string;
  /** Whether it is about the cluster: one that is declared already answers it. */
  readonly ofCluster?: boolean;
}

export type Answers = Readonly<Record<string, string>>;

/** What `init` writes of a store: the cluster's declaration and what follows the environment's versions. */
export interface Starter {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly cluster: (answers: Answers) => Readonly<Record<string, object>>;
  readonly environment: (answers: Answers) => object;
}
