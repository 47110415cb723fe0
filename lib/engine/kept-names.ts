import { quote, type Problem } from "../core/problem";
import { namesOf, type Subject } from "../core/subject";

/** What is read of a declaration and of where it stands. */
interface Owner {
  readonly subject: Pick<Subject, "name"> & Partial<Subject>;
  readonly owner: string;
  readonly locate?: (prop: string) => Pick<Problem, "location" | "excerpt">;
}

/** A problem of an environment that keeps the names of another one, and the two of them. */
export interface KeptNames {
  readonly problem: Problem;
  /** The two by their owners, as {@link pairOf} writes them: what else they share follows from this. */
  readonly pair: string;
}

/** Names that an environment keeps and another one has: the other one is not gone. */
export function keptNames(owners: readonly Owner[]): readonly KeptNames[] {
  const known = new Map<string, Owner[]>();
  for (const owner of owners) {
    const names = namesText(owner);
    if (names !== undefined) known.set(names, [...(known.get(names) ?? []), owner]);
  }
  return [...known].flatMap(([names, holders]) => {
    const [keeper, ...others] = [...holders].sort((a, b) => Number(isKeeper(b)) - Number(isKeeper(a)));
    if (!keeper || !isKeeper(keeper)) return [];
    return others.map((other) => ({
      problem: problemOf(keeper, other, names),
      pair: pairOf(keeper.owner, other.owner),
    }));
  });
}

/** Two owners, in any order. */
export function pairOf(one: string, other: string): string {
  return [one, other].sort().join("\u0000");
}

function isKeeper({ subject }: Owner): boolean {
  return subject.namedAs !== undefined;
}

/** What a cluster has once is named after nobody. */
function namesText({ subject }: Owner): string | undefined {
  if (!isSubject(subject)) return undefined;
  const { cluster, namespace, name } = namesOf(subject);
  return [cluster, namespace, name].join("/");
}

function isSubject(subject: Owner["subject"]): subject is Subject {
  return subject.cluster !== undefined && subject.namespace !== undefined;
}

function problemOf({ subject: { name }, locate }: Owner, other: Owner, names: string): Problem {
  return {
    code: "MX-NAMED-AS",
    environment: name,
    prop: "namedAs",
    message: `${quote(names)} is what ${other.subject.name} (${other.owner}) is named as, and that environment is declared, too.`,
    fix: "Take namedAs out here, or the other environment, whose names, state and values this one keeps.",
    ...locate?.("namedAs"),
  };
}
