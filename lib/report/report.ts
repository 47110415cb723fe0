import { atLeast, NEWEST_MENDIX } from "../catalogue/versions";
import type { Cluster } from "../core/cluster";
import type { Problem } from "../core/problem";
import { withoutSecrets } from "../core/secret-texts";
import { displayText } from "../core/text";
import { visible } from "../core/visible";
import { isReader, type DeclaredEnvironment, type Declarations } from "../declaration/declarations";
import { environmentOf, gateRows } from "./environment";
import type { Report, ReportFinding } from "./shape";

/** What a report says of itself, and what of the declarations it tells. */
export interface ReportOptions {
  /** When it is made, ISO 8601. */
  readonly made: string;
  /** Revision of the declarations; empty where it is not known. */
  readonly revision: string;
  /** Folder of the declarations, as commands name it. */
  readonly directory: string;
  /** Version of the package. */
  readonly tool: string;
  /** Whether values of settings are told; a secret's never is. */
  readonly values: boolean;
  /** Findings in facts that were given. */
  readonly findings: readonly ReportFinding[];
  /** Problems of one environment, wherever they stand. */
  readonly problemsOf: (declared: DeclaredEnvironment) => readonly Problem[];
}

/** The data behind a report: a pure function of declarations and options. */
export function reportOf(declarations: Declarations, options: ReportOptions): Report {
  const { made, revision, directory, tool, values, findings } = options;
  const newest = newestVersions();
  const report: Report = {
    format: 1,
    made,
    revision,
    folder: directory,
    tool,
    values,
    newest,
    clusters: clustersOf(declarations),
    gates: gateRows(),
    environments: declarations.environments
      .filter(isReader)
      .map((declared) =>
        environmentOf(declared, { directory, values, newest, problems: options.problemsOf(declared).length }),
      ),
    problems: declarations.problems.map(({ code, environment, prop, message, fix, location }) => {
      return { code, environment, prop, message, fix, ...(location === undefined ? {} : { location }) };
    }),
    findings,
  };
  return shown(report);
}

function newestVersions(): Report["newest"] {
  const newer = (one: string, other = one) => (atLeast(other, one) ? other : one);
  const rows = gateRows();
  return {
    operator: rows.reduce((newest, { operator }) => newer(newest, operator), "0.0.0"),
    mendix: rows.reduce((newest, { mendix }) => newer(newest, mendix), NEWEST_MENDIX),
  };
}

function clustersOf({ environments, clusters }: Declarations): Report["clusters"] {
  const used = new Map<string, Cluster>(clusters);
  for (const { blueprint } of environments) used.set(blueprint.subject.cluster.name, blueprint.subject.cluster);
  return [...used.values()].map((cluster) => ({
    name: cluster.name,
    kind: cluster.kind,
    place: [cluster.account ?? cluster.subscription ?? cluster.project, cluster.region].filter(Boolean).join(", "),
    environments: environments
      .filter(isReader)
      .filter(({ blueprint }) => blueprint.subject.cluster.name === cluster.name).length,
  }));
}

/** Every text of a value as a person may see it: nothing that is a secret by its look, nothing that is not seen. */
function shown<T>(value: T): T;
function shown(value: unknown): unknown {
  if (typeof value === "string") return visible(withoutSecrets(displayText(value)));
  if (Array.isArray(value)) return value.map((item: unknown) => shown(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shown<unknown>(item)]));
}
