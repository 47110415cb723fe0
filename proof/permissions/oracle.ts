import type { Engine } from "../../engines/engine";
import type { Deployed } from "./deployed";

/** Something that an identity tries to do, and whether the vendor's procedure needs it. */
export interface Question {
  /** What is asked, as a person reads it: "read prod/mendix/orders-2". */
  readonly title: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly expected: boolean;
}

/** A change to a policy that a slip of the pen could make, and that the questions have to notice. */
export interface Mutant<T> {
  readonly title: string;
  readonly documents: T;
}

/** What is proven of one environment: its policies as deployed, and how they are asked. */
export interface Case<T> {
  readonly title: string;
  readonly documents: T;
  readonly questions: readonly Question[];
  readonly mutants: readonly Mutant<T>[];
}

export interface Figures {
  questions: number;
  wronglyAllowed: string[];
  wronglyDenied: string[];
  mutants: number;
  survived: string[];
}

/** Who says what a holder's permissions allow. */
export interface Oracle {
  readonly title: string;
  /** Engines that it asks; without one of them it is named as skipped. */
  readonly engines: readonly Engine[];
  readonly applies: (deployed: Deployed) => boolean;
  readonly open: () => Promise<OpenOracle>;
}

/** An oracle with its engine running. */
export interface OpenOracle {
  readonly prove: (deployed: Deployed, figures: Figures) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Evaluate<T> = (documents: T, question: Question) => Promise<boolean>;

export const noFigures = (): Figures => ({
  questions: 0,
  wronglyAllowed: [],
  wronglyDenied: [],
  mutants: 0,
  survived: [],
});

/** Counts an answer, and keeps it where it is wrong. */
export function record(figures: Figures, title: string, question: Question, allowed: boolean): void {
  figures.questions += 1;
  if (allowed === question.expected) return;
  const finding = `${title}: ${question.title}: ${question.action} on ${question.resource}`;
  (allowed ? figures.wronglyAllowed : figures.wronglyDenied).push(finding);
}

/** Asks every question, then asks them of every mutant until one answer differs. */
export async function judge<T>({ title, ...proven }: Case<T>, evaluate: Evaluate<T>, figures: Figures): Promise<void> {
  for (const question of proven.questions) {
    record(figures, title, question, await evaluate(proven.documents, question));
  }
  for (const mutant of proven.mutants) {
    figures.mutants += 1;
    if (!(await isCaught(mutant, proven.questions, evaluate))) figures.survived.push(`${title}: ${mutant.title}`);
  }
}

async function isCaught<T>(mutant: Mutant<T>, questions: readonly Question[], evaluate: Evaluate<T>): Promise<boolean> {
  for (const question of questions) {
    if ((await evaluate(mutant.documents, question)) !== question.expected) return true;
  }
  return false;
}
