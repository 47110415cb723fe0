import type { Report, ReportEnvironment, ReportFinding } from "../shape";
import { code, environmentColumn, environmentsColumn, names, status } from "./cells";
import { common, each, type Common, type Of } from "./rows";
import { part, plain, type Part } from "./views";

type Gate = Report["gates"][number];

interface Sentence {
  readonly sentence: string;
}

const versionsOf = ({ operator, mendix }: Gate) =>
  [operator && `Operator ${operator}`, mendix && `Mendix ${mendix}`].filter(Boolean).join(", ");

export function gatesPart({ gates }: Report): Part {
  const known = new Map(gates.map((gate) => [gate.id, gate]));
  return part<Common<{ readonly gate: Gate; readonly prop: string }>>({
    caption: "Minimum versions of what is declared",
    one: "gate",
    empty: "No gate is left by the filter.",
    rows: (environments) =>
      common(environments, (environment) => environment.gates).flatMap(({ gate: id, ...row }) => {
        const gate = known.get(id);
        return gate ? [{ ...row, gate }] : [];
      }),
    columns: [
      plain("Feature", ({ gate }) => gate.feature),
      plain("Needs", ({ gate }) => versionsOf(gate)),
      { title: "Declared by", text: ({ prop }) => prop, show: ({ prop }) => code(prop) },
      environmentsColumn,
    ],
  });
}

export function bringsPart({ gates }: Report): Part {
  return part<Common<{ readonly gate: Gate }>>({
    caption: "What a newer Operator or Mendix brings",
    one: "feature",
    empty: "Newer versions that are known bring nothing that these lack.",
    rows: (environments) =>
      gates.flatMap((gate) => {
        const lacking = environments.filter(({ brings }) => brings.includes(gate.id));
        return lacking.length === 0 ? [] : [{ gate, environments: lacking }];
      }),
    columns: [
      plain("Feature", ({ gate }) => gate.feature),
      plain("From", ({ gate }) => versionsOf(gate)),
      environmentsColumn,
    ],
  });
}

export function breaksPart({ newest }: Report): Part {
  return part<Common<Sentence>>({
    caption: `What Operator ${newest.operator} and Mendix ${newest.mendix}, the newest that are known, would refuse`,
    one: "declaration",
    empty: "The declarations stay right under the newest versions that are known.",
    rows: (environments) => common(environments, ({ breaks }) => breaks.map((sentence) => ({ sentence }))),
    columns: [plain("What", ({ sentence }) => sentence), environmentsColumn],
  });
}

export function namesPart(): Part {
  return part<Of<ReportEnvironment["names"][number]>>({
    caption: "Names that are taken",
    one: "name",
    empty: "No name is left by the filter.",
    rows: (environments) => each(environments, (environment) => environment.names),
    columns: [
      plain("What", ({ kind }) => kind),
      { title: "Name", text: ({ name }) => name, show: ({ name }) => code(name) },
      { title: "Unique in", text: ({ scope }) => scope, show: ({ scope }) => code(scope) },
      plain("Whose", ({ shared }) => (shared ? "somebody else's, read here" : "its own")),
      environmentColumn,
    ],
  });
}

export function heldPart(): Part {
  return part<Of<Sentence>>({
    caption: "Names that stay taken after an environment's end",
    one: "sentence",
    empty: "No name stays taken.",
    rows: (environments) => each(environments, ({ held }) => held.map((sentence) => ({ sentence }))),
    columns: [environmentColumn, plain("What stays", ({ sentence }) => sentence)],
  });
}

export function notesPart(): Part {
  return part<Common<{ readonly note: string }>>({
    caption: "What else to know",
    one: "note",
    empty: "There is nothing else.",
    rows: (environments) => common(environments, ({ notes }) => notes.map((note) => ({ note }))),
    columns: [plain("Note", ({ note }) => note), environmentsColumn],
  });
}

export function findingsPart({ findings, environments: all }: Report): Part {
  return part<ReportFinding>({
    caption: "What doctor and verify found in the facts that were given",
    one: "finding",
    empty: findings.length === 0 ? "No facts were given: write --facts FOLDER." : "No finding is left by the filter.",
    rows: (environments) => findings.filter((finding) => concerns(finding, environments, all.length)),
    columns: [
      { title: "Status", text: ({ status: word }) => word, show: ({ status: word }) => status(word) },
      plain("What", ({ title }) => title),
      plain("Seen", ({ seen }) => seen),
      plain("To do", ({ fix = "" }) => fix),
      { title: "Page", text: ({ page }) => page, show: ({ page }) => code(page) },
      plain("Cluster", ({ cluster }) => cluster),
      {
        title: "Environments",
        text: ({ environments }) => environments.join(", "),
        show: ({ environments }) => names(environments),
      },
      plain("Looked at", ({ at, by }) => `${by}, ${at === "" ? "time not saved" : at}`),
    ],
  });
}

/** A finding of a cluster itself stays as long as one of its environments does. */
function concerns(
  { environments: ids, cluster }: ReportFinding,
  left: readonly ReportEnvironment[],
  all: number,
): boolean {
  if (left.length === all) return true;
  return left.some((one) => (ids.length === 0 ? one.cluster === cluster : ids.includes(one.id)));
}

export function problemsPart({ problems, environments: all }: Report): Part {
  return part<Report["problems"][number]>({
    caption: "What is wrong with the declarations",
    one: "problem",
    empty: problems.length === 0 ? "The declarations have no problem." : "No problem is left by the filter.",
    rows: (environments) => {
      const left = new Set(environments.map(({ name }) => name));
      return problems.filter(({ environment }) => environments.length === all.length || left.has(environment));
    },
    columns: [
      { title: "Code", text: (row) => row.code, show: (row) => code(row.code) },
      plain("Environment", ({ environment }) => environment),
      { title: "Prop", text: ({ prop }) => prop, show: ({ prop }) => code(prop) },
      plain("What", ({ message }) => message),
      plain("Write", ({ fix }) => fix),
      { title: "Where", text: ({ location = "" }) => location, show: ({ location = "" }) => code(location) },
    ],
  });
}
