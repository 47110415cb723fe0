import { awsStarter } from "./starters/aws";

/** One question of `init`. */
export interface Question {
  /** Name of the answer on the command line: `--set bucket=acme-files`. */
  readonly key: string;
  readonly asks: string;
  /** What an empty answer means; without one the question has to be answered. */
  readonly default?: string;
}

export type Answers = Readonly<Record<string, string>>;

/** What `init` writes of a store: the cluster's declaration and what follows the environment's versions. */
export interface Starter {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly cluster: (answers: Answers) => object;
  readonly environment: (answers: Answers) => object;
}

/** The stores that `init` knows: one line for each. */
export const STARTERS: Readonly<Record<string, Starter>> = { aws: awsStarter };
