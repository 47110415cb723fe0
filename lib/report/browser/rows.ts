import type { Access, Report, ReportEnvironment, ReportFinding } from "../shape";

/** A row of an environment's. */
export type Of<T> = T & { readonly environment: ReportEnvironment };

/** Something that several environments have in common. */
export type Common<T> = T & { readonly environments: readonly ReportEnvironment[] };

/** A cell of the matrix, and who else may use the thing. */
export type Cell = Of<Access> & { readonly others: readonly string[] };

/** Rows of all environments, each with its own. */
export function each<T extends object>(
  environments: readonly ReportEnvironment[],
  rows: (environment: ReportEnvironment) => readonly T[],
): readonly Of<T>[] {
  return environments.flatMap((environment) => rows(environment).map((row) => ({ ...row, environment })));
}

/** Equal rows of environments as one. */
export function common<T extends object>(
  environments: readonly ReportEnvironment[],
  rows: (environment: ReportEnvironment) => readonly T[],
): readonly Common<T>[] {
  const found = new Map<string, T & { readonly environments: ReportEnvironment[] }>();
  for (const environment of environments) {
    for (const row of rows(environment)) {
      const id = JSON.stringify(row);
      const known = found.get(id);
      if (known?.environments.at(-1) === environment) continue;
      if (known) known.environments.push(environment);
      else found.set(id, { ...row, environments: [environment] });
    }
  }
  return [...found.values()];
}

/** Environments by the things that they may use, of all: a filter hides none of the others. */
export function usersOf({ environments }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>();
  for (const environment of environments) {
    for (const access of environment.access) {
      const id = thingOf(environment, access);
      users.set(id, (users.get(id) ?? new Set()).add(environment.id));
    }
  }
  return users;
}

/** What tells a thing from every other: a path is one of its store only. */
function thingOf({ store }: ReportEnvironment, { thing, sort }: Access): string {
  return JSON.stringify([sort === "entry" ? store : "", thing]);
}

/** The cells of the matrix that are not empty. */
export function cellsOf(
  environments: readonly ReportEnvironment[],
  users: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Cell[] {
  return environments.flatMap((environment) =>
    environment.access.map((access) => {
      const all = [...(users.get(thingOf(environment, access)) ?? [])];
      return { ...access, environment, others: all.filter((id) => id !== environment.id) };
    }),
  );
}

const SEVERITY: readonly ReportFinding["status"][] = ["wrong", "warning", "unknown", "right"];

/** How an environment was found: the worst that was seen of it, or that nothing was. */
export type State = ReportFinding["status"] | "not declared right" | "not looked at";

/** States of all environments by their ids. */
export function statesOf({ environments, findings }: Report): ReadonlyMap<string, State> {
  const states = new Map<string, State>();
  for (const { environments: ids, status } of findings) {
    for (const id of ids) {
      const known = states.get(id);
      if (known === undefined || worse(status, known)) states.set(id, status);
    }
  }
  for (const { id, problems } of environments) if (problems > 0) states.set(id, "not declared right");
  return states;
}

function worse(status: ReportFinding["status"], than: State): boolean {
  return SEVERITY.findIndex((one) => one === status) < SEVERITY.findIndex((one) => one === than);
}
