import { randomBytes } from "node:crypto";

/**
 * What a person does not see, and a terminal or a reader of text obeys: control characters, marks of direction and of
 * format, halves of surrogate pairs. Joiners are part of letters and of emoji.
 */
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Lines that a pipeline takes for commands: of GitHub Actions, Azure DevOps and TeamCity. */
const COMMAND = /^([^\S\n]*):(?=:)|#(?=#(?:\[|vso\[|teamcity\[))/gm;

/**
 * A text with everything in it shown, and nothing of it obeyed. What stands for a character is an escape of JSON, so
 * that JSON keeps its meaning.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, escapes).replace(COMMAND, (_, lead: string | undefined) => {
    return lead === undefined ? "\\u0023" : `${lead}\\u003a`;
  });
}

/** The same on one line, for what is a part of a page. */
export function oneLine(text: string): string {
  return visible(text.replace(/[\n\t]/g, (character) => (character === "\n" ? "\\n" : " ")));
}

function escapes(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

/** Stands before a sequence that the command line itself gives to the terminal; no declaration can know it. */
const OWN = `\u0000${randomBytes(8).toString("hex")}:`;
const OWN_SEQUENCE = new RegExp(`${OWN}(\\r|\\u001b\\[\\d*[mK])`);

/** A sequence that a terminal obeys: a colour, the beginning of the line, what clears its rest. */
export function control(sequence: "\r" | `\u001b[${number | ""}${"m" | "K"}`): string {
  return OWN + sequence;
}

/** A text in a colour. */
export function painted(text: string, colour: number): string {
  return `${control(`\u001b[${colour}m`)}${text}${control("\u001b[0m")}`;
}

/** A page as a terminal gets it: what the command line means as a colour is one, everything else is shown. */
export function forTerminal(page: string): string {
  return page
    .split(OWN_SEQUENCE)
    .map((part, index) => (index % 2 === 0 ? visible(part) : part))
    .join("");
}
