import type { Blueprint } from "../core/blueprint";
import type { Login } from "../core/mount";
import { displayText } from "../core/text";
import { oneLine } from "../core/visible";
import { entryPhrases } from "./entries";
import { generatedValues } from "./generated";
import { explainMermaid } from "./mermaid";
import { importNotes, importPhrases } from "./taken-over";
import {
  adoptedPhrases,
  createsPhrase,
  gatePhrase,
  logins,
  mayPhrases,
  nextCommands,
  placePhrase,
  restartPhrase,
  stepOf,
  type DeclaredPlace,
} from "./phrases";

/** An environment as a page of Markdown, for a wiki or a pull request. GitHub and GitLab draw the diagram in it. */
export function explainMarkdown(blueprint: Blueprint, declared?: DeclaredPlace): string {
  const { gates, steps, warnings } = blueprint;
  const sections: (readonly [title: string, lines: readonly string[]])[] = [
    ["How it hangs together", ["```mermaid", explainMermaid(blueprint).trimEnd(), "```"]],
    ["Reads", entriesTable(blueprint)],
    ["Adopted", adoptedPhrases(blueprint).map((phrase) => `- ${escaped(phrase)}`)],
    ["Who may read", logins(blueprint).map(loginLine)],
    ["May", mayPhrases(blueprint).map((phrase) => `- ${escaped(phrase)}`)],
    ["Keys", keysTable(blueprint)],
    ["Takes over by import", importPhrases(blueprint).map((phrase) => `- ${escaped(phrase)}`)],
    ["Creates", [escaped(createsPhrase(blueprint))]],
    ["Gates", gates.map((gate) => `- ${escaped(gatePhrase(gate))}`)],
    ["Restarts", [escaped(restartPhrase(blueprint))]],
    ["Once, by an administrator", steps.map((step) => stepItem(stepOf(step, declared)))],
    ["To read what was generated", generatedItems(blueprint)],
    ["Notes", [...importNotes(blueprint), ...warnings].map((warning) => `- ${escaped(warning)}`)],
    ["Next", nextFences(blueprint, declared)],
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0 && lines[0] !== "")
    .map(([title, lines]) => `### ${title}\n\n${lines.join("\n")}\n`);
  return [`## ${escaped(blueprint.subject.name)}\n\n${escaped(placePhrase(blueprint))}\n`, ...body].join("\n");
}

function generatedItems(blueprint: Blueprint): readonly string[] {
  return generatedValues(blueprint).map(({ key, command }) => `- ${code(key)}: ${code(command)}`);
}

function entriesTable(blueprint: Blueprint): readonly string[] {
  const rows = entryPhrases(blueprint).map(({ name, kind, detail }) => [code(name), escaped(kind), escaped(detail)]);
  return rows.length > 0 ? table(["entry", "holds", "from"], rows) : [];
}

function loginLine({ principal, title, trusts }: Login): string {
  return `- ${code(principal)} (${escaped(title)}), ${escaped(trusts)}`;
}

function keysTable({ keys, entries }: Blueprint): readonly string[] {
  if (keys.length === 0) return [];
  const names = new Map(entries.map(({ id, name }) => [id, displayText(name)]));
  const rows = keys.map(({ key, entry, source, variable, appliesLive }) => [
    code(key),
    code(names.get(entry) ?? entry),
    variable === undefined ? source : code(`TF_VAR_${variable}`),
    appliesLive ? "live" : "after a restart",
  ]);
  return table(["key", "in the entry", "source", "a new value applies"], rows);
}

/** The commands that come next, in a fence for each shell that has its own way to ask for their variables. */
function nextFences(blueprint: Blueprint, declared?: DeclaredPlace): readonly string[] {
  const posix = ["```sh", ...nextCommands(blueprint, "posix", declared), "```"];
  if (blueprint.variables.length === 0) return posix;
  return [...posix, "", "```powershell", ...nextCommands(blueprint, "powershell", declared), "```"];
}

function stepItem({ as, does, note }: Blueprint["steps"][number]): string {
  return `- ${escaped(as)}: ${code(displayText(does))}${note ? ` (${escaped(note)})` : ""}`;
}

/** A table; cells are escaped already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}

/** What parts a text so that nothing in it is a mention, a reference, a link or an emoji; it shows nothing. */
const NOTHING = "<!-- -->";

/** Where one would begin, which a backslash does not keep a renderer from. */
const REFERENCES = /@(?=[\w-])|:(?=\/\/)|:(?=[\w+-]+:)|(?<=www)\.|#(?=\d)|(?<=\bGH)-(?=\d)/gi;

/** Text that Markdown shows as it was typed: on one line, no markup, no mention, no link, no formula. */
export function escaped(text: string): string {
  return oneLine(text.replace(/\s*[\r\n]+\s*/g, " "))
    .replace(/&/g, "&amp;")
    .replace(/[\\`*_{}[\]<>|~]|#(?!\d)|^[-+=]|(?<=^\d{1,9})[.)]/g, "\\$&")
    .replace(REFERENCES, `$&${NOTHING}`)
    .replace(/\$/g, "<span>$</span>");
}

/** Text as code. Where a fence or a table would read some of it, each character that could be syntax is an entity. */
export function code(text: string): string {
  const line = oneLine(text.replace(/\s*[\r\n]+\s*/g, " "));
  if (line !== "" && !/[`|]|^ | $/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}
