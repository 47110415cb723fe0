import { redacted } from "../core/redact";
import { oneLine } from "../core/visible";
import { lineOf, positionOf, type Mark } from "./source";

/** What of a line may be shown. */
export interface ExcerptRequest {
  /** What the problem is about; the caret stands below it. */
  readonly mark: Mark;
  /** Key of the entry that the mark belongs to. */
  readonly key?: Mark | undefined;
  /** Whether the value may be secret; then it is left out. */
  readonly secret: boolean;
}

/**
 * The line of a problem with a caret below it. Only the entry that the problem is about is shown: a neighbour on the
 * same line may be a secret that somebody wrote by mistake.
 */
export function excerpt({ mark, key, secret }: ExcerptRequest): string {
  const { text } = mark.file;
  const { start: lineStart, end: lineEnd } = lineOf(mark);
  const value = text.slice(mark.start, Math.min(mark.end, lineEnd));
  const from = key && key.start >= lineStart && key.start <= mark.start ? key.start : mark.start;
  const hidden = secret && mark.start !== key?.start;
  const shown = hidden ? `${text.slice(from, mark.start)}...` : text.slice(from, mark.start) + shownValue(value);
  const lead = text.slice(lineStart, from);
  return withCaret(mark, lead.trim() === "" ? lead : "... ", shown, mark.start - from);
}

/**
 * The line of a problem that was found before it was known what the text means: nothing of its values is shown, and of
 * the line no more than the key that it begins with.
 */
export function keyExcerpt(mark: Mark): string {
  const { start, end } = lineOf(mark);
  const [, lead = "", key = ""] =
    /^([ \t]*(?:- )?)([A-Za-z][\w.-]*:(?= |$))?/.exec(mark.file.text.slice(start, end)) ?? [];
  const column = mark.start - start - lead.length;
  const inKey = column >= 0 && column < key.length;
  const afterKey = key === "" ? 0 : key.length + 1;
  return withCaret(mark, lead.replaceAll("\t", " "), `${key} ...`.trimStart(), inKey ? column : afterKey);
}

/** The value without what may be secret in it; a quote in front of it is no part of it. */
function shownValue(value: string): string {
  const [quote = ""] = /^["']?/.exec(value) ?? [];
  return quote + redacted(value.slice(quote.length));
}

function withCaret(mark: Mark, before: string, shown: string, caretAt: number): string {
  const gutter = `${String(positionOf(mark).line).padStart(6)} | `;
  const [lead, rest] = [oneLine(before + shown.slice(0, caretAt)), oneLine(shown.slice(caretAt).trimEnd())];
  return `${gutter}${lead}${rest}`.trimEnd() + `\n${" ".repeat(gutter.length + lead.length)}^`;
}
