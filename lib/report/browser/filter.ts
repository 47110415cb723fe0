import type { Report, ReportEnvironment } from "../shape";
import { el } from "./dom";
import { statesOf } from "./rows";

/** What a reader looks for. */
export interface Filter {
  readonly element: HTMLElement;
  readonly environments: () => readonly ReportEnvironment[];
  /** Whether what is looked for stands in a text. */
  readonly matches: (text: string) => boolean;
}

const ANY = "";

/** The form above all views: words that rows have to hold, and choices of environments. */
export function filterOf(report: Report, changed: () => void): Filter {
  const states = statesOf(report);
  const facets: readonly (readonly [title: string, of: (environment: ReportEnvironment) => string])[] = [
    ["Cluster", ({ cluster }) => cluster],
    ["Store", ({ store }) => store],
    ["Identity", ({ identity = "none" }) => identity],
    ["Finding", ({ id }) => states.get(id) ?? "not looked at"],
  ];
  const search = el("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false" });
  const choices = facets.map(([title, of]) => ({ title, of, select: choiceOf(title, report.environments.map(of)) }));
  const form = el(
    "form",
    { role: "search", class: "filter" },
    field("search", "Search", search),
    ...choices.map(({ title, select }) => field(select.id, title, select)),
    el("button", { type: "reset" }, "Clear"),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  // The fields are cleared after the event.
  form.addEventListener("reset", () => setTimeout(changed));
  return {
    element: form,
    environments: () =>
      report.environments.filter((environment) =>
        choices.every(({ of, select }) => select.value === ANY || of(environment) === select.value.slice(1)),
      ),
    matches: (text) => {
      const folded = text.toLowerCase();
      return wordsOf(search.value).every((word) => folded.includes(word));
    },
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Values begin with a mark, so that an empty one is not "any". */
function choiceOf(title: string, values: readonly string[]): HTMLSelectElement {
  const known = [...new Set(values)].sort();
  const options = known.map((value) => el("option", { value: `=${value}` }, value));
  return el("select", { id: `filter-${title.toLowerCase()}` }, el("option", { value: ANY }, "any"), ...options);
}

function field(id: string, title: string, input: HTMLElement): HTMLElement {
  return el("div", { class: "field" }, el("label", { for: id }, title), input);
}
