import type { Report, ReportEnvironment } from "../shape";
import { code, environmentColumn, environmentLink, environmentsColumn, names, status } from "./cells";
import type { Child } from "./dom";
import { cellsOf, common, each, statesOf, usersOf, type Cell, type Common, type Of } from "./rows";
import { table, type Column, type Table } from "./table";

/** A part of a view: it shows what a filter leaves. */
export interface Part {
  readonly element: HTMLElement;
  readonly show: (environments: readonly ReportEnvironment[], matches: (text: string) => boolean) => void;
  readonly print: (all: boolean) => void;
}

interface PartOptions<R> {
  readonly caption: string;
  readonly one: string;
  readonly many?: string;
  readonly empty: string;
  readonly rows: (environments: readonly ReportEnvironment[]) => readonly R[];
  readonly columns: readonly Column<R>[];
}

/** A table of what a filter leaves: rows of its environments in which the text that is looked for stands. */
export function part<R>({ rows, ...options }: PartOptions<R>): Part {
  const made: Table<R> = table(options);
  return {
    element: made.element,
    print: made.print,
    show: (environments, matches) => {
      const textOf = (row: R) => options.columns.map(({ text }) => text(row)).join("\n");
      made.show(rows(environments).filter((row) => matches(textOf(row))));
    },
  };
}

/** A column that shows one text. */
export function plain<R>(title: string, text: (row: R) => string, look?: string): Column<R> {
  return { title, text, ...(look === undefined ? {} : { look }) };
}

function coded<R>(title: string, text: (row: R) => string): Column<R> {
  return { title, text, show: (row): Child => code(text(row)), look: "long" };
}

export function environmentsPart(report: Report): Part {
  const states = statesOf(report);
  const state = ({ id }: ReportEnvironment) => states.get(id) ?? "not looked at";
  return part<ReportEnvironment>({
    caption: "All environments",
    one: "environment",
    empty: "No environment is left by the filter.",
    rows: (environments) => environments,
    columns: [
      { title: "Environment", text: ({ id }) => id, show: ({ id }) => environmentLink(id) },
      plain("Namespace", ({ namespace }) => namespace),
      plain("Cluster", ({ cluster }) => cluster),
      plain("Store", ({ store }) => store),
      plain("Identity", ({ identity = "none" }) => identity),
      plain("App", ({ kind, mode, retired }) => (retired ? "retired" : kind === "platform" ? "platform" : mode)),
      plain("Operator", ({ operator }) => operator),
      plain("Mendix", ({ mendix }) => mendix),
      plain("Steps", ({ steps }) => String(steps.length)),
      { title: "State", text: state, show: (environment) => status(state(environment)) },
      coded("File", ({ file }) => file),
    ],
  });
}

export function matrixPart(report: Report): Part {
  const users = usersOf(report);
  return part<Cell>({
    caption:
      "Who may do what on what, one row for each principal and thing; what is not here, nothing declared here allows",
    one: "permission",
    empty: "No permission is left by the filter.",
    rows: (environments) => cellsOf(environments, users),
    columns: [
      coded("Principal", ({ principal }) => principal),
      plain("Sort", ({ sort }) => sort),
      coded("Thing", ({ thing }) => thing),
      coded("May", ({ may, where }) => [...may, ...(where === undefined ? [] : [`where ${where}`])].join("\n")),
      plain("Why", ({ why }) => why),
      plain("Made by", ({ by }) => by),
      {
        title: "Also used by",
        text: ({ others }) => (others.length === 0 ? "nobody else" : others.join(", ")),
        show: ({ others }) => (others.length === 0 ? "nobody else" : names(others)),
      },
      environmentColumn,
    ],
  });
}

export function principalsPart(): Part {
  return part<Of<ReportEnvironment["principals"][number]>>({
    caption: "Principals, and who may act as each",
    one: "principal",
    empty: "No principal is left by the filter.",
    rows: (environments) => each(environments, ({ principals }) => principals),
    columns: [
      coded("Principal", ({ name }) => name),
      plain("Way", ({ way }) => way),
      coded("Who may act as it", ({ trusts }) => trusts),
      environmentColumn,
    ],
  });
}

export function keysPart({ values }: Report): Part {
  return part<Of<KeyRow>>({
    caption: "Keys that pods mount, and where each comes from",
    one: "key",
    empty: "No key is left by the filter.",
    rows: (environments) => each(environments, ({ keys }) => keys),
    columns: [
      environmentColumn,
      coded("Key", ({ key }) => key),
      plain("Source", ({ source }) => SOURCES[source]),
      coded("Variable", ({ variable }) => (variable === undefined ? "" : `TF_VAR_${variable}`)),
      coded("Entry", ({ entry }) => entry),
      plain("Revision", ({ revision }) => (revision === undefined ? "" : String(revision))),
      plain("A new value", ({ live }) => (live ? "applies live" : "needs a restart")),
      ...(values
        ? [coded("Value", ({ value, source }: Of<KeyRow>) => (source === "setting" ? (value ?? "") : "(secret)"))]
        : []),
    ],
  });
}

type KeyRow = ReportEnvironment["keys"][number];

const SOURCES: Readonly<Record<KeyRow["source"], string>> = {
  setting: "setting of the declaration",
  variable: "variable",
  ephemeral: "ephemeral value",
  generated: "generated once",
  external: "somebody else writes it",
};

export function stepsPart(): Part {
  return part<Common<ReportEnvironment["steps"][number]>>({
    caption: "What a person does",
    one: "step",
    empty: "No step is left by the filter.",
    rows: (environments) => common(environments, ({ steps }) => steps),
    columns: [
      plain("As", ({ as }) => as),
      { title: "Does", text: ({ does }) => does, show: ({ does, command }) => (command ? code(does) : does) },
      plain("Note", ({ note = "" }) => note),
      environmentsColumn,
    ],
  });
}

export function nextPart(): Part {
  return part<Of<object>>({
    caption: "Commands that deploy each environment",
    one: "environment",
    empty: "No environment is left by the filter.",
    rows: (environments) => environments.filter(({ next }) => next.length > 0).map((environment) => ({ environment })),
    columns: [environmentColumn, coded("Commands", ({ environment }) => environment.next.join("\n"))],
  });
}
