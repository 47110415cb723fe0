import { unpack, type Packed } from "../pack";
import type { Report } from "../shape";
import { count, el } from "./dom";
import { filterOf } from "./filter";
import { graphView } from "./graph-view";
import {
  breaksPart,
  bringsPart,
  findingsPart,
  gatesPart,
  heldPart,
  namesPart,
  notesPart,
  problemsPart,
} from "./more-views";
import { environmentsPart, keysPart, matrixPart, nextPart, principalsPart, stepsPart, type Part } from "./views";

/** A view: its tables, or the drawing that has its own choice. */
interface View {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly drawing?: HTMLElement;
}

const report = unpack<Report>(JSON.parse(document.getElementById("data")?.textContent ?? "null") as Packed);
const graph = graphView(report);
const views: readonly View[] = [
  { id: "environments", title: "Environments", parts: [environmentsPart(report)] },
  { id: "matrix", title: "Permissions", parts: [matrixPart(report), principalsPart()] },
  { id: "graph", title: "Graph", parts: [], drawing: graph.element },
  { id: "keys", title: "Keys", parts: [keysPart(report)] },
  { id: "steps", title: "Steps", parts: [stepsPart(), nextPart()] },
  { id: "versions", title: "Versions", parts: [gatesPart(report), bringsPart(report), breaksPart(report)] },
  { id: "names", title: "Names", parts: [namesPart(), heldPart()] },
  { id: "findings", title: "Findings", parts: [problemsPart(report), findingsPart(report), notesPart()] },
];

const filter = filterOf(report, () => refresh());
const links = views.map(({ id, title }) => el("a", { href: `#${id}` }, title));
const sections = views.map((view) => sectionOf(view));
/** Views whose rows are those of the filter: one is filled when it is looked at. */
const fresh = new Set<View>();
let shown = views[0];

function sectionOf({ id, title, parts, drawing }: View): HTMLElement {
  const heading = el("h2", { id: `${id}-title`, tabindex: -1 }, title);
  const children = [...parts.map(({ element }) => element), ...(drawing ? [drawing] : [])];
  return el("section", { id: `view-${id}`, "aria-labelledby": heading.id }, heading, stamp(), ...children);
}

/** What every view says of itself. */
function stamp(): HTMLElement {
  const { made, revision, tool, values, folder } = report;
  const from = revision === "" ? "a revision that is not known" : `revision ${revision}`;
  const settings = values ? "Values of settings are in it" : "Values of settings are not in it";
  return el(
    "p",
    { class: "stamp" },
    el("strong", {}, "Confidential."),
    ` Made ${made} from ${folder} at ${from}, by version ${tool}. ${settings}; a secret's never is.`,
  );
}

function fill(view: View): void {
  if (fresh.has(view)) return;
  const environments = filter.environments();
  for (const part of view.parts) part.show(environments, filter.matches);
  fresh.add(view);
}

function refresh(): void {
  fresh.clear();
  if (shown) fill(shown);
}

/** Shows the view that the address names. */
function navigate(focus: boolean): void {
  const [name = "", chosen] = location.hash.slice(1).split("=");
  shown = views.find(({ id }) => id === name) ?? views[0];
  if (chosen !== undefined) graph.choose(decodeURIComponent(chosen));
  for (const [index, view] of views.entries()) {
    const section = sections[index];
    section?.classList.toggle("other", view !== shown);
    if (view === shown) links[index]?.setAttribute("aria-current", "page");
    else links[index]?.removeAttribute("aria-current");
    if (view === shown && focus) section?.querySelector("h2")?.focus();
  }
  if (shown) fill(shown);
}

function print(all: boolean): void {
  for (const view of views) {
    if (all) fill(view);
    for (const part of view.parts) part.print(all);
  }
}

const { environments, clusters, problems, findings } = report;
const wrong = findings.filter(({ status }) => status === "wrong").length;
const counts = [
  count(environments.length, "environment"),
  count(clusters.length, "cluster"),
  count(problems.length, "problem"),
  findings.length === 0 ? "no facts" : `${count(wrong, "finding")} wrong`,
];
document.body.append(
  el("a", { href: "#main", class: "skip" }, "Skip to the view"),
  el("header", {}, el("h1", {}, "Mendix environments and their secrets"), el("p", {}, counts.join(", "))),
  el("nav", { "aria-label": "Views" }, ...links),
  filter.element,
  el("main", { id: "main", tabindex: -1 }, ...sections),
);
navigate(false);
addEventListener("hashchange", () => navigate(true));
addEventListener("beforeprint", () => print(true));
addEventListener("afterprint", () => print(false));
