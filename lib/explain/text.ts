import type { Blueprint } from "../core/blueprint";
import { retirementOf } from "../change/retirement";
import { displayText } from "../core/text";
import { oneLine } from "../core/visible";
import { documentPhrases, entryPhrases } from "./entries";
import { generatedValues } from "./generated";
import { importNotes, importPhrases } from "./taken-over";
import {
  adoptedPhrases,
  createsPhrase,
  gatePhrase,
  logins,
  mayPhrases,
  nextLines,
  placePhrase,
  restartPhrase,
  stepOf,
  type DeclaredPlace,
} from "./phrases";

const WIDTH = 100;

/** A line of the page: its label and its cells. */
interface Row {
  readonly label: string;
  readonly lines: readonly string[];
}

/**
 * An environment on one screen: the reader's questions in the reader's order. Where it is declared in a file, the
 * commands that come next are those of the command line.
 */
export function explain(blueprint: Blueprint, declared?: DeclaredPlace): string {
  const end = blueprint.retired && retirementOf(blueprint.retired);
  const rows: Row[] = [
    { label: "reads", lines: reads(blueprint) },
    { label: "adopted", lines: adoptedPhrases(blueprint).flatMap(wrap) },
    { label: "as", lines: readsAs(blueprint) },
    { label: "may", lines: wrap(mayPhrases(blueprint).join("; ")) },
    { label: "imports", lines: importPhrases(blueprint) },
    { label: "creates", lines: wrap(createsPhrase(blueprint)) },
    { label: "goes", lines: (end?.goes ?? []).flatMap(wrap) },
    { label: "stays", lines: (end?.stays ?? []).flatMap(wrap) },
    { label: "gates", lines: blueprint.gates.map(gatePhrase) },
    { label: "restarts", lines: wrap(restartPhrase(blueprint)) },
    { label: "once", lines: blueprint.steps.flatMap((step) => stepLines(stepOf(step, declared))) },
    { label: "to read", lines: generatedValues(blueprint).flatMap(({ key, command }) => [`${key}:`, command]) },
    {
      label: "note",
      lines: [...documentPhrases(blueprint), ...importNotes(blueprint), ...blueprint.warnings].flatMap(wrap),
    },
    { label: "next", lines: nextLines(blueprint, declared) },
  ];
  const body = rows.filter(({ lines }) => lines.length > 0 && lines[0] !== "").map(block);
  return [`${blueprint.subject.name}    ${placePhrase(blueprint)}`, "", ...body].join("\n") + "\n";
}

function block({ label, lines }: Row): string {
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(10)}${oneLine(line)}`.trimEnd()).join("\n");
}

function reads(blueprint: Blueprint): string[] {
  const rows = entryPhrases(blueprint);
  const nameWidth = Math.max(...rows.map(({ name }) => name.length)) + 3;
  const kindWidth = Math.max(...rows.map(({ kind }) => kind.length)) + 3;
  return rows.map(({ name, kind, detail }) => name.padEnd(nameWidth) + kind.padEnd(kindWidth) + detail);
}

function readsAs(blueprint: Blueprint): string[] {
  return logins(blueprint).map((login) => `${login.principal}   ${login.trusts}   (${login.title})`);
}

function stepLines(step: Blueprint["steps"][number]): string[] {
  const does = displayText(step.does);
  // A line break in a command would run its first half.
  const lines = step.command ? [...wrap(`${step.as}:`), does] : wrap(`${step.as}: ${does}`);
  return step.note ? [...lines, ...wrap(`(${step.note})`).map((line) => `  ${line}`)] : lines;
}

/** Breaks a text at spaces, so that a page fits a terminal. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
