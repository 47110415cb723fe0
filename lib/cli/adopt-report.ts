import { directoryOption } from "../explain/phrases";
import type { AdoptedEnvironment, RefusedEnvironment } from "../world/adopt/declaration";
import type { AdoptedFiles } from "../world/adopt/files";
import type { AdoptFinding } from "../world/adopt/findings/row";

/** What became of everything that was found. */
export interface AdoptedAll {
  readonly environments: readonly AdoptedEnvironment[];
  readonly refused: readonly RefusedEnvironment[];
  readonly files: AdoptedFiles;
}

export interface AdoptReport extends AdoptedAll {
  readonly findings: readonly AdoptFinding[];
  readonly gaps: readonly string[];
  readonly directory: string;
}

/** Findings by file and line, as `validate` prints problems. */
export function checkPage(findings: readonly AdoptFinding[], gaps: readonly string[], environments: number): string {
  const count = (status: AdoptFinding["status"]) => findings.filter((finding) => finding.status === status).length;
  const warnings = count("warning") === 1 ? "1 warning" : `${count("warning")} warnings`;
  const all = environments === 1 ? "1 environment" : `${environments} environments`;
  return [
    ...findings.map(findingText),
    ...gaps.map((gap) => `not seen: ${gap}\n`),
    `${all}: ${count("wrong")} wrong, ${warnings}.\n`,
  ].join("\n");
}

function findingText({ where, environment, status, id, seen, fix, mistake }: AdoptFinding): string {
  const number = mistake === undefined ? "" : `  vendor's mistake ${mistake}`;
  return `${where}  ${environment}  ${status}\n  ${id}${number}  ${seen}\n  ${fix}  docs/adopt.md#findings\n`;
}

/** What was adopted: for each environment what became what, what could not, what is open, what comes next. */
export function adoptPage(report: AdoptReport): string {
  const { environments, refused, files, findings, gaps, directory } = report;
  return [
    ...environments.map((environment) => environmentPage(environment, findings)),
    ...refused.map(({ name, namespace, why }) => `${idOf({ name, namespace })} is not adopted: ${why}.\n`),
    ...gaps.map((gap) => `not seen: ${gap}\n`),
    [
      ...files.open.map(({ path, sentence }) => `open in clusters.yaml: ${path}: ${sentence}\n`),
      ...files.written.map(({ path }) => `wrote ${path}\n`),
      ...files.kept.map(keptText),
      ...(files.problems.length === 0
        ? []
        : [
            `\nWhat is still wrong, whatever the open lines become:\n\n`,
            ...files.problems.map((problem) => `${problem}\n\n`),
          ]),
      `next: answer the lines with TODO, then mendix-secret-store validate${directoryOption(directory)}\n`,
    ].join(""),
  ].join("\n");
}

function environmentPage(environment: AdoptedEnvironment, findings: readonly AdoptFinding[]): string {
  const { taken, left, open, next } = environment;
  const own = findings.filter((finding) => finding.environment === idOf(environment));
  const wrong = own.filter(({ status }) => status === "wrong").length;
  const rows: readonly (readonly [label: string, lines: readonly string[]])[] = [
    ["took", taken],
    ["left", left],
    ["open", open.map(({ path, sentence }) => `${path}: ${sentence}`)],
    ["found", own.length === 0 ? [] : [`${wrong} wrong, ${own.length - wrong} to look at: adopt --check prints them`]],
    ["next", [...next, ...STEPS]],
  ];
  const lines = rows.flatMap(([label, texts]) =>
    texts.map((text, index) => `  ${(index === 0 ? label : "").padEnd(7)}${text}`),
  );
  return `${[idOf(environment), ...lines].join("\n")}\n`;
}

/** What follows for each environment: entries, role and identity are their owners' until somebody takes them over. */
const STEPS = [
  "explain shows what it would be; plan shows what an apply changes, before anything is changed",
  "entries, role and identity stay their owners': docs/adopt.md says how each is taken over later",
];

function idOf({ name, namespace }: { readonly name: string; readonly namespace: string | undefined }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function keptText({ path, differences }: AdoptedFiles["kept"][number]): string {
  const head = `kept ${path}: it is there already${differences.length === 0 ? ", and says what was found" : ""}\n`;
  return [head, ...differences.map((difference) => `  ${difference}\n`)].join("");
}

/** The same as data. */
export function adoptData({ environments, refused, files, findings, gaps }: AdoptReport) {
  return {
    environments: environments.map(({ draft: _draft, ...rest }) => rest),
    refused,
    written: files.written.map(({ path }) => path),
    kept: files.kept,
    open: files.open,
    problems: files.problems,
    findings,
    gaps,
  };
}
