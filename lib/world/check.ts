import type { ClusterNeeds, ExpectedEnvironment } from "./expected";
import { gapOf, type Facts, type Source } from "./facts";

/**
 * How something is: as it has to be; not as it has to be, so that a deploy or a pod fails; working, but not as it was
 * meant; or not seen.
 */
export type Status = "right" | "wrong" | "warning" | "unknown";

/** What a check saw. */
export interface Outcome {
  readonly status: Status;
  /** What was seen: a sentence, never a secret value. */
  readonly seen: string;
  /** What to do, where something is. */
  readonly fix?: string;
}

export function right(seen: string): Outcome {
  return { status: "right", seen };
}

export function wrong(seen: string, fix: string): Outcome {
  return { status: "wrong", seen, fix };
}

export function warning(seen: string, fix: string): Outcome {
  return { status: "warning", seen, fix };
}

export function unknown(seen: string, fix: string): Outcome {
  return { status: "unknown", seen, fix };
}

/** What a check says; nothing where it does not apply. */
export type Outcomes = Outcome | readonly Outcome[] | undefined;

interface Row {
  /** Stable id, and the anchor of its section in the docs. */
  readonly id: string;
  /** What is looked at, in a few words. */
  readonly title: string;
  /** What it has to be, and what happens otherwise: a paragraph of the docs. */
  readonly why: string;
  /** What it needs to have seen; where that is missing, it says so. */
  readonly looksAt: readonly Source[];
}

/** One thing that can be wrong: a pure function of facts and declaration. */
export type Check =
  | (Row & { readonly of: "cluster"; readonly look: (facts: Facts, needs: ClusterNeeds) => Outcomes })
  | (Row & {
      readonly of: "environment";
      readonly look: (facts: Facts, environment: ExpectedEnvironment, needs: ClusterNeeds) => Outcomes;
    });

/** What a check said about some environments, or about the cluster. */
export interface Finding extends Outcome {
  readonly check: string;
  readonly title: string;
  /** Page of the documentation. */
  readonly page: string;
  /** Environments that it holds for; none for the cluster itself. */
  readonly environments: readonly string[];
}

export interface RunOptions {
  /**
   * Page that the checks are explained on.
   *
   * @default "docs/doctor.md"
   */
  readonly page?: string;
  /**
   * Environments to look at, by their ids.
   *
   * @default - all of the cluster
   */
  readonly only?: readonly string[];
}

/** Runs checks. Environments of which the same is true share a finding. */
export function runChecks(
  checks: readonly Check[],
  facts: Facts,
  needs: ClusterNeeds,
  { page = "docs/doctor.md", only }: RunOptions = {},
): readonly Finding[] {
  const wanted = needs.environments.filter(({ id }) => {
    return (only ?? [id]).includes(id) && (facts.only ?? [id]).includes(id);
  });
  return checks.flatMap((check) => {
    const findings = new Map<string, Finding>();
    for (const [environment, outcome] of outcomesOf(check, facts, needs, wanted)) {
      const id = JSON.stringify([outcome.status, outcome.seen, outcome.fix]);
      const before = findings.get(id);
      const environments = [...(before?.environments ?? []), ...(environment === undefined ? [] : [environment])];
      const { id: name, title } = check;
      findings.set(id, { check: name, title, ...outcome, page: `${page}#${name}`, environments });
    }
    return [...findings.values()];
  });
}

type Told = readonly [environment: string | undefined, outcome: Outcome];

function outcomesOf(
  check: Check,
  facts: Facts,
  needs: ClusterNeeds,
  wanted: readonly ExpectedEnvironment[],
): readonly Told[] {
  if (check.of === "cluster") {
    const outcomes = notSeen(check, facts) ?? check.look(facts, { ...needs, environments: wanted });
    return listOf(outcomes).map((outcome): Told => [undefined, outcome]);
  }
  return wanted.flatMap((environment) => {
    const outcomes = notSeen(check, facts, environment.namespace) ?? check.look(facts, environment, needs);
    return listOf(outcomes).map((outcome): Told => [environment.id, outcome]);
  });
}

function listOf(outcomes: Outcomes): readonly Outcome[] {
  if (outcomes === undefined) return [];
  return "status" in outcomes ? [outcomes] : outcomes;
}

function notSeen(check: Check, facts: Facts, namespace?: string): Outcome | undefined {
  const gaps = check.looksAt.flatMap((source) => gapOf(facts, source, namespace) ?? []);
  if (gaps.length === 0) return undefined;
  const why = [...new Set(gaps.map((gap) => gap.why))].join("; ");
  return unknown(
    `not seen: ${why}.`,
    "Run it as somebody who may see that, or from files of somebody who may (--from).",
  );
}
