import type { Blueprint } from "../core/blueprint";
import { entryPhrases, type EntryPhrase } from "./entries";
import { placePhrase } from "./phrases";
import { element, type Xml } from "./xml";

/** Columns of the drawing, from left to right: position and width. */
const SOURCES = { x: 24, width: 290 };
const ENTRIES = { x: 374, width: 430 };
const POD = { x: 904, width: 250 };
const TARGETS = { x: 1214, width: 290 };
const MARGIN = 24;
const TOP = 144;
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
  const last = targets.length > 0 ? TARGETS : POD;
  const size = { width: last.x + last.width + MARGIN, height: TOP + rows * ROW + MARGIN - (ROW - BOX) };
  const pod = podBox(blueprint, rows);
  const drawn = [
    ...titles(blueprint, targets.length > 0),
    ...entries.flatMap((entry, index) => entryRow(entry, index, pod)),
    box(pod),
    ...targets.flatMap((grant, index) => {
      const lines = [grant.purpose === "database" ? "Database" : "File storage", ...wrapped(grant.summary, 40)];
      const target: Box = { ...TARGETS, y: TOP + index * ROW, height: BOX, lines, look: LOOKS.target };
      return [arrow(pod.x + pod.width, middle(target), target.x, middle(target)), box(target)];
    }),
  ];
  return `${svg(blueprint, size, drawn)}\n`;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Arial's metrics by whatever name a machine has them; the widths of boxes are made for them. */
const FONTS = "ui-sans-serif, system-ui, Segoe UI, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif";

function svg(blueprint: Blueprint, { width, height }: Size, drawn: readonly Xml[]): Xml {
  const view = { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" };
  const font = { "font-family": FONTS, "font-size": 13 };
  const summary = `${blueprint.subject.name}: where its values come from, what holds them, and who reads them`;
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", ...view, ...font },
    element("title", {}, { text: summary }),
    element("rect", { width, height, fill: "#ffffff" }),
    ...drawn,
  );
}

function titles(blueprint: Blueprint, targets: boolean): readonly Xml[] {
  const { subject, store, identity, storeLogin, reader } = blueprint;
  const heads: readonly (readonly [x: number, text: string])[] = [
    [SOURCES.x, "Values come from"],
    [ENTRIES.x, store],
    [POD.x, reader === "app" ? "The app asks for them itself" : "The pod mounts them as files"],
    ...(targets ? [[TARGETS.x, "With its identity it may also"] as const] : []),
  ];
  const login = storeLogin ?? identity;
  const reads = login ? `reads only these, as ${login.principal} (${login.title}), ${login.trusts}` : "";
  return [
    line(subject.name, SOURCES.x, 36, { "font-size": 20, "font-weight": 600 }),
    line(placePhrase(blueprint), SOURCES.x, 60, { fill: "#57606a" }),
    ...(reads === "" ? [] : [line(reads, SOURCES.x, 80, { fill: "#57606a" })]),
    ...heads.map(([x, text]) => line(text, x, TOP - 16, { "font-weight": 600, fill: "#24292f" })),
  ];
}

function entryRow(entry: EntryPhrase, index: number, pod: Box): readonly Xml[] {
  const y = TOP + index * ROW;
  const look = /setting/.test(entry.kind) ? LOOKS.setting : LOOKS.secret;
  const source: Box = { ...SOURCES, y, height: BOX, lines: sourceLines(entry.source), look: LOOKS.source };
  const lines = [entry.name, ...wrapped(`${entry.kind}: ${entry.keys.join(", ")}`, 62)];
  const held: Box = { ...ENTRIES, y, height: BOX, lines, look };
  return [
    box(source),
    arrow(source.x + source.width, middle(source), held.x, middle(held)),
    box(held),
    arrow(held.x + held.width, middle(held), pod.x, middle(held)),
  ];
}

function sourceLines(source: string): readonly string[] {
  return source.startsWith("TF_VAR_") ? ["a variable", ...wrapped(source, 40)] : wrapped(source, 34);
}

function podBox({ subject, mount }: Blueprint, rows: number): Box {
  const by = { Secret: "by a Kubernetes Secret", none: "" }[mount.kind as string] ?? `by ${mount.kind}`;
  const lines = [subject.name, `ServiceAccount in ${subject.namespace}`, by].filter(Boolean);
  return { ...POD, y: TOP, height: rows * ROW - (ROW - BOX), lines, look: LOOKS.pod };
}

function box({ x, y, width, height, lines, look }: Box): Xml {
  const shown = lines.length > 3 ? [...lines.slice(0, 2), lines.slice(2).join(" ")] : lines;
  const first = y + height / 2 - (shown.length - 1) * 8.5 + 4.5;
  const texts = shown.map((text, index) => {
    const style = index === 0 ? { "font-weight": 600 } : { fill: "#57606a", "font-size": 12 };
    return line(fitted(text, width, index === 0 ? 7.4 : 6.6), x + 12, first + index * 17, style);
  });
  const full = element("title", {}, { text: lines.join("\n") });
  return element("g", {}, full, element("rect", { x, y, width, height, rx: 6, ...look }), ...texts);
}

/** Breaks a text at spaces, and a name that is longer than a line at its underscores, into lines of some characters. */
function wrapped(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  for (const part of text.split(/(?<= )|(?<=_)/)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}${part}`.trimEnd().length <= characters) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.map((wrappedLine) => wrappedLine.trimEnd());
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
