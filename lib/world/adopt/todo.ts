import { OPEN } from "../../declaration/open-question";
import { isRecord } from "../shapes";

/** What only a person knows: it stands in the file as a text that `validate` refuses with the sentence. */
export class Todo {
  /**
   * @param sentence What to write, as a sentence without its end.
   * @param example What a right answer looks like: the rest of a declaration is checked with it.
   */
  constructor(
    readonly sentence: string,
    readonly example: string,
  ) {}

  toString(): string {
    return `${OPEN}: ${this.sentence}, like ${this.example}`;
  }
}

/** A declaration as it is written, with what is still open in it. */
export type Draft =
  string | number | boolean | Todo | readonly Draft[] | { readonly [name: string]: Draft | undefined };

export interface OpenQuestion {
  /** Place in the declaration: `database.existing.username`. */
  readonly path: string;
  readonly sentence: string;
}

/** A draft as plain data: open questions become what `of` makes of them, and what is undefined is left out. */
export function filled(draft: Draft, of: (todo: Todo) => string): unknown {
  if (draft instanceof Todo) return of(draft);
  if (Array.isArray(draft)) return (draft as readonly Draft[]).map((item) => filled(item, of));
  if (!isRecord(draft)) return draft;
  const given = Object.entries(draft as Readonly<Record<string, Draft | undefined>>);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, filled(value, of)] as const])),
  );
}

/** What is open in a draft. */
export function openQuestions(draft: Draft, above = ""): readonly OpenQuestion[] {
  if (draft instanceof Todo) return [{ path: above, sentence: draft.sentence }];
  if (Array.isArray(draft)) {
    return (draft as readonly Draft[]).flatMap((item, index) => openQuestions(item, `${above}[${index}]`));
  }
  if (!isRecord(draft)) return [];
  return Object.entries(draft as Readonly<Record<string, Draft | undefined>>).flatMap(([name, value]) =>
    value === undefined ? [] : openQuestions(value, above === "" ? name : `${above}.${name}`),
  );
}
