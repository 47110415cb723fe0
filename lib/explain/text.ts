import type { Blueprint, KeySource, MountedKey } from "../blueprint/blueprint";
import { keysOf, type Entry } from "../blueprint/entry";
import { displayText } from "../values/text";

const WIDTH = 100;

/** A line of the page: its label and its cells. */
interface Row {
  readonly label: string;
  readonly lines: readonly string[];
}

/** An environment on one screen: the reader's questions in the reader's order. */
export function explain(blueprint: Blueprint): string {
  const { subject } = blueprint;
  const title = `${subject.name}    ${subject.namespace} @ ${subject.cluster.name} (${subject.cluster.kind})`;
  const rows: Row[] = [
    { label: "reads", lines: reads(blueprint) },
    { label: "as", lines: readsAs(blueprint) },
    { label: "may", lines: wrap([...new Set(blueprint.grants.map((grant) => grant.summary))].join("; ")) },
    { label: "creates", lines: wrap(creates(blueprint)) },
    { label: "gates", lines: blueprint.gates.map(gateLine) },
    { label: "once", lines: blueprint.steps.flatMap(stepLines) },
    { label: "note", lines: blueprint.warnings.flatMap(wrap) },
    { label: "next", lines: [nextCommand(blueprint)] },
  ];
  const body = rows.filter(({ lines }) => lines.length > 0 && lines[0] !== "").map(block);
  return [title, "", ...body].join("\n") + "\n";
}

function block({ label, lines }: Row): string {
  return lines.map((line, index) => `  ${(index === 0 ? label : "").padEnd(10)}${line}`.trimEnd()).join("\n");
}

function reads(blueprint: Blueprint): string[] {
  const rows = blueprint.entries.map((entry) => [
    displayText(entry.name),
    kindOf(entry, blueprint.keys),
    detailOf(entry, blueprint.keys),
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 3);
  return rows.map(
    ([name = "", kind = "", detail = ""]) => name.padEnd(widths[0] ?? 0) + kind.padEnd(widths[1] ?? 0) + detail,
  );
}

function kindOf(entry: Entry, keys: readonly MountedKey[]): string {
  const mounted = keys.filter((key) => key.entry === entry.id);
  switch (entry.content.kind) {
    case "settings":
      return mounted.length === 1 ? "1 setting" : `${mounted.length} settings`;
    case "document":
      return mounted.length === 1 ? "1 key" : `${mounted.length} keys`;
    case "secret":
      return entry.content.value.origin.kind === "generated" ? "generated" : "secret";
    case "container":
      return "to fill";
    case "existing":
      return "existing";
  }
}

const SOURCES: Readonly<Record<KeySource, string>> = {
  setting: "",
  variable: "from a variable",
  ephemeral: "from an ephemeral value",
  generated: "once, kept",
  external: "by somebody else, before the app starts",
};

function detailOf(entry: Entry, keys: readonly MountedKey[]): string {
  const names = keysOf(entry);
  const first = keys.find((key) => key.entry === entry.id);
  if (entry.content.kind === "secret" || entry.content.kind === "container") {
    return first?.variable ? `from TF_VAR_${first.variable}` : SOURCES[first?.source ?? "external"];
  }
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown}, ...` : shown;
}

function readsAs({ identity, storeLogin }: Blueprint): string[] {
  return [identity, storeLogin]
    .filter((login) => login !== undefined)
    .map((login) => `${login.principal}   ${login.trusts}   (${login.title})`);
}

function creates({ creates: counts }: Blueprint): string {
  return Object.entries(counts)
    .map(([kind, count]) => (/^[A-Z]/.test(kind) && count === 1 ? kind : `${count} ${plural(kind, count)}`))
    .join(", ");
}

function plural(kind: string, count: number): string {
  if (count === 1) return kind;
  return kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

function gateLine({ feature, needs }: Blueprint["gates"][number]): string {
  return `${feature}: ${needs.map((need) => `${need.what} ${need.version} (yours ${need.yours})`).join(", ")}`;
}

function stepLines(step: Blueprint["steps"][number]): string[] {
  const lines = wrap(`${step.as}: ${displayText(step.does)}`);
  return step.note ? [...lines, ...wrap(`(${step.note})`).map((line) => `  ${line}`)] : lines;
}

function nextCommand(blueprint: Blueprint): string {
  const variables = blueprint.variables.map(({ name }) => `TF_VAR_${name}=... `);
  return `${variables.join("")}npx cdktf-cli@0.21 deploy ${blueprint.subject.name}`;
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
