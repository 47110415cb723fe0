import type { Check, Finding } from "../world/check";
import { isReader, type Declarations } from "../declaration/declarations";
import { byCluster, clusterOf, expectedOf, type ClusterNeeds, type ExpectedCluster } from "../world/expected";
import { gapOf, type Facts } from "../world/facts";
import { Kubectl, NoKubectl } from "../world/kubectl";
import { readFacts, type ReadRequest } from "../world/read";
import { actionsOf } from "../world/rights";
import { BadFile, readSaved } from "../world/saved";
import { lookAtVaults } from "../world/vault-look";
import { EXIT, UsageError } from "./exit-codes";
import { loadDeclared } from "./load";
import { printProblems } from "./problems";
import { progress } from "./progress";
import type { Terminal } from "./terminal";

/** What the commands that look at a cluster have in common. */
export interface WorldOptions {
  readonly directory: string;
  readonly kubectl: string;
  readonly context?: string;
  readonly timeout: number;
  readonly as?: string;
  readonly from?: readonly string[];
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** What one cluster was found to be. */
export interface Looked {
  readonly needs: ClusterNeeds;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

/** The declared environments by cluster, those of no environment included; undefined where the declarations are wrong. */
export function loadNeeds(terminal: Terminal, directory: string): readonly ClusterNeeds[] | undefined {
  const declarations = loadDeclared(terminal, directory);
  if (declarations.problems.length > 0) {
    printProblems(terminal, declarations.problems);
    return undefined;
  }
  return needsOf(declarations);
}

/** What is declared, by cluster. */
export function needsOf({ environments, clusters }: Declarations): readonly ClusterNeeds[] {
  const used = byCluster(environments.filter(isReader).map(expectedOf));
  const unused = [...clusters.values()].filter(({ name }) => !used.some(({ cluster }) => cluster.name === name));
  return [...used, ...unused.map((cluster) => ({ cluster: clusterOf(cluster), environments: [] }))];
}

/** The program that is called for a cluster. A context is named, by the declaration or by hand: never whatever is current. */
export function kubectlFor(cluster: ExpectedCluster, options: WorldOptions): Kubectl {
  const context = options.context ?? cluster.context;
  if (context === undefined) {
    throw new UsageError(
      `Which context of the kubeconfig is the cluster ${cluster.name}? Write --context NAME; kubectl config get-contexts lists them.`,
    );
  }
  return new Kubectl({ program: options.kubectl, context, timeout: options.timeout });
}

export function assertOneContext(clusters: readonly ClusterNeeds[], { context, from }: WorldOptions): void {
  if (clusters.length <= 1 || (context === undefined && from === undefined)) return;
  const names = clusters.map(({ cluster }) => cluster.name).join(", ");
  throw new UsageError(
    `${context === undefined ? "--from" : "--context"} is of one cluster, and these are ${clusters.length}: ${names}. Name one.`,
  );
}

/** Looks at a cluster, or into the files that were saved of it. */
export async function factsOf(
  terminal: Terminal,
  needs: ClusterNeeds,
  purposes: ReadRequest["purposes"],
  options: WorldOptions,
): Promise<Facts> {
  try {
    if (options.from) return readSaved(options.from, needs.environments);
    return await liveFacts(terminal, needs, purposes, options);
  } catch (error) {
    if (error instanceof BadFile) throw new UsageError(error.message);
    if (error instanceof NoKubectl) throw new UsageError(`${error.message} Install it, or name it with --kubectl.`);
    throw error;
  }
}

async function liveFacts(
  terminal: Terminal,
  needs: ClusterNeeds,
  purposes: ReadRequest["purposes"],
  options: WorldOptions,
): Promise<Facts> {
  const kubectl = kubectlFor(needs.cluster, options);
  const bar = progress(terminal, `answers of ${needs.cluster.name}`);
  try {
    const request = {
      kubectl,
      purposes,
      environments: needs.environments,
      actions: purposes.includes("doctor") ? actionsOf(needs) : [],
      ...(options.as === undefined ? {} : { as: options.as }),
      onAnswer: bar.step,
    };
    const facts = await readFacts(request);
    const why = gapOf(facts, "version")?.why ?? "";
    if (/context .* does not exist|no context exists/i.test(why)) throw new UsageError(`kubectl: ${why}.`);
    if (!purposes.includes("doctor") || why !== "") return facts;
    const vault = await lookAtVaults(needs.environments, kubectl);
    return { ...facts, server: { ...facts.server, vault } };
  } finally {
    bar.end();
  }
}

/** Exit code of findings: as `validate` ends. */
export function exitOf(findings: readonly Finding[], strict = false): number {
  const failing = findings.some(({ status }) => status === "wrong" || (strict && status !== "right"));
  return failing ? EXIT.PROBLEMS : EXIT.OK;
}

/** The rows of a table of checks, as `--list` prints them. */
export function listChecks(terminal: Terminal, checks: readonly Check[], json = false): number {
  if (json) {
    const rows = checks.map(({ id, title, why }) => ({ id, title, why }));
    terminal.out(`${JSON.stringify(rows, undefined, 2)}\n`);
    return EXIT.OK;
  }
  const widest = Math.max(...checks.map(({ id }) => id.length));
  terminal.out(checks.map(({ id, title }) => `${id.padEnd(widest)}  ${title}\n`).join(""));
  return EXIT.OK;
}

/** A cluster as data: what programs read. */
export function lookedData({ needs, facts, findings }: Looked) {
  const { at, version, issuer, who } = facts.server;
  return {
    cluster: needs.cluster.name,
    environments: needs.environments.map(({ id }) => id),
    at,
    version,
    issuer,
    who,
    findings,
    notSeen: facts.gaps.map(({ source, namespace, why }) => ({ source, namespace, why })),
  };
}
