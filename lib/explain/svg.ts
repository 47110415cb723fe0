import type { Blueprint } from "../blueprint/blueprint";
import { entryPhrases, placePhrase, type EntryPhrase } from "./phrases";
import { element, type Xml } from "./xml";

/** Columns of the drawing, from left to right: position and width. */
const SOURCES = { x: 24, width: 290 };
const ENTRIES = { x: 374, width: 430 };
const POD = { x: 904, width: 250 };
const TARGETS = { x: 1214, width: 290 };
const WIDTH = 1528;
const TOP = 128;
const ROW = 80;
const BOX = 60;

/** A box: its place, its lines and its colours. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  readonly look: Look;
}

interface Look {
  readonly fill: string;
  readonly stroke: string;
}

const LOOKS = {
  source: { fill: "#f6f8fa", stroke: "#8c959f" },
  secret: { fill: "#fff1e5", stroke: "#bc4c00" },
  setting: { fill: "#ddf4ff", stroke: "#0969da" },
  pod: { fill: "#dafbe1", stroke: "#1a7f37" },
  target: { fill: "#fbefff", stroke: "#8250df" },
} as const;

/**
 * An environment as a drawing: where each value comes from, the entry that holds it, the pod that reads it and as whom,
 * and what else it may reach. The same input gives the same bytes.
 */
export function explainSvg(blueprint: Blueprint): string {
  const entries = entryPhrases(blueprint);
  const targets = blueprint.grants.filter(({ purpose }) => purpose === "database" || purpose === "file-storage");
  const rows = Math.max(entries.length, targets.length, 2);
  const height = TOP + rows * ROW + 24;
  const pod = podBox(blueprint, rows);
  const drawn = [
    ...titles(blueprint, targets.length > 0),
    ...entries.flatMap((entry, index) => entryRow(entry, index, pod)),
    box(pod),
    ...targets.flatMap((grant, index) => {
      const lines = [grant.purpose === "database" ? "Database" : "File storage", ...wrapped(grant.summary, 38)];
      const target: Box = { ...TARGETS, y: TOP + index * ROW, height: BOX, lines, look: LOOKS.target };
      return [arrow(pod.x + pod.width, middle(target), target.x, middle(target)), box(target)];
    }),
  ];
  return `${svg(blueprint, height, drawn)}\n`;
}

function svg(blueprint: Blueprint, height: number, drawn: readonly Xml[]): Xml {
  const size = { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` };
  const font = { "font-family": "ui-sans-serif, system-ui, Segoe UI, Helvetica, Arial, sans-serif", "font-size": 13 };
  const summary = `${blueprint.subject.name}: where its values come from, what holds them, and who reads them`;
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...size, role: "img", ...font },
    element("title", {}, { text: summary }),
    element("rect", { width: WIDTH, height, fill: "#ffffff" }),
    ...drawn,
  );
}

function titles(blueprint: Blueprint, targets: boolean): readonly Xml[] {
  const { subject, store } = blueprint;
  const login = blueprint.storeLogin ?? blueprint.identity;
  const heads: readonly (readonly [x: number, text: string])[] = [
    [SOURCES.x, "Values come from"],
    [ENTRIES.x, store],
    [POD.x, "The pod mounts them as files"],
    ...(targets ? [[TARGETS.x, "With its identity it may also"] as const] : []),
  ];
  const reads = login ? `reads only these, as ${login.principal} (${login.title}), ${login.trusts}` : "";
  return [
    line(subject.name, SOURCES.x, 36, { "font-size": 20, "font-weight": 600 }),
    line([placePhrase(blueprint), reads].filter(Boolean).join("; "), SOURCES.x, 60, { fill: "#57606a" }),
    ...heads.map(([x, text]) => line(text, x, TOP - 16, { "font-weight": 600, fill: "#24292f" })),
  ];
}

function entryRow(entry: EntryPhrase, index: number, pod: Box): readonly Xml[] {
  const y = TOP + index * ROW;
  const look = /setting/.test(entry.kind) ? LOOKS.setting : LOOKS.secret;
  const source: Box = { ...SOURCES, y, height: BOX, lines: wrapped(entry.source, 38), look: LOOKS.source };
  const keys = entry.keys.join(", ");
  const held: Box = { ...ENTRIES, y, height: BOX, lines: [entry.name, `${entry.kind}: ${keys}`], look };
  return [
    box(source),
    arrow(source.x + source.width, middle(source), held.x, middle(held)),
    box(held),
    arrow(held.x + held.width, middle(held), pod.x, middle(held)),
  ];
}

function podBox({ subject, mount }: Blueprint, rows: number): Box {
  const objects = mount.kind === "Secret" ? "by a Kubernetes Secret" : `by ${mount.kind} ${subject.name}`;
  const lines = [subject.name, `ServiceAccount in ${subject.namespace}`, objects];
  return { ...POD, y: TOP, height: rows * ROW - (ROW - BOX), lines, look: LOOKS.pod };
}

function box({ x, y, width, height, lines, look }: Box): Xml {
  const shown = lines.slice(0, 3);
  const first = y + height / 2 - (shown.length - 1) * 8.5 + 4.5;
  const texts = shown.map((text, index) => {
    const style = index === 0 ? { "font-weight": 600 } : { fill: "#57606a", "font-size": 12 };
    return line(fitted(text, width, index === 0 ? 7.4 : 6.6), x + 12, first + index * 17, style);
  });
  const full = element("title", {}, { text: lines.join("\n") });
  return element("g", {}, full, element("rect", { x, y, width, height, rx: 6, ...look }), ...texts);
}

/** Breaks a text at spaces into lines of about some characters. */
function wrapped(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text that is too long for its box ends with an ellipsis; the whole of it is the box's tooltip. */
function fitted(text: string, width: number, perCharacter: number): string {
  const characters = Math.floor((width - 24) / perCharacter);
  return [...text].length <= characters ? text : `${[...text].slice(0, characters - 1).join("")}…`;
}

function line(text: string, x: number, y: number, style: Readonly<Record<string, string | number>> = {}): Xml {
  return element("text", { x, y, fill: "#24292f", ...style }, { text });
}

function arrow(fromX: number, fromY: number, toX: number, toY: number): Xml {
  const stroke = { stroke: "#57606a", "stroke-width": 1.5, fill: "none" };
  const shaft = element("path", { d: `M ${fromX} ${fromY} L ${toX - 7} ${toY}`, ...stroke });
  const head = element("path", { d: `M ${toX} ${toY} l -8 -4 l 0 8 z`, fill: "#57606a" });
  return element("g", {}, shaft, head);
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}
