import type { ReportEnvironment } from "../shape";
import { el, type Child } from "./dom";
import type { Column } from "./table";

/** Names that a cell shows at once; the others when somebody asks for them. */
const FEW = 5;

/** A list of names that opens where it is long. */
export function names(all: readonly string[]): Child {
  if (all.length <= FEW) return all.join(", ");
  const shown = `${all.slice(0, FEW - 1).join(", ")} and ${all.length - FEW + 1} more`;
  return el("details", {}, el("summary", {}, shown), all.join(", "));
}

/** A text that somebody may have to copy as it is. */
export function code(text: string): Child {
  return text === "" ? "" : el("code", {}, text);
}

/** How something is, in a word; its colour says the same. */
export function status(word: string): Child {
  return el("span", { class: `status ${word.replaceAll(" ", "-")}` }, word);
}

/** The column that names a row's environment, and leads to it. */
export const environmentColumn: Column<{ readonly environment: ReportEnvironment }> = {
  title: "Environment",
  text: ({ environment }) => environment.id,
  show: ({ environment }) => environmentLink(environment.id),
};

export const environmentsColumn: Column<{ readonly environments: readonly ReportEnvironment[] }> = {
  title: "Environments",
  text: ({ environments }) => environments.map(({ id }) => id).join(", "),
  show: ({ environments }) => names(environments.map(({ id }) => id)),
};

/** Leads to the view of one environment. */
export function environmentLink(id: string): Child {
  return el("a", { href: `#graph=${encodeURIComponent(id)}` }, id);
}
