import { didYouMean } from "../../core/did-you-mean";
import { toYaml } from "../../core/yaml";
import { runChecks } from "../../world/check";
import { DOCTOR_CHECKS } from "../../world/checks";
import type { ClusterNeeds } from "../../world/expected";
import { countsText, findingsText } from "../../world/report";
import { rolesOf } from "../../world/rights";
import { EXIT, UsageError } from "../exit-codes";
import type { Terminal } from "../terminal";
import {
  assertOneContext,
  exitOf,
  factsOf,
  listChecks,
  loadNeeds,
  lookedData,
  type Looked,
  type WorldOptions,
} from "../world";

export interface DoctorOptions extends WorldOptions {
  readonly list?: boolean;
  readonly printRole?: boolean;
  /** Seconds to wait until nothing is wrong. */
  readonly wait?: number;
}

/** Between two looks of `--wait`. */
const PAUSE = 5_000;

/** Says whether clusters can serve what is declared for them. */
export async function doctor(terminal: Terminal, name: string | undefined, options: DoctorOptions): Promise<number> {
  if (options.list) return listChecks(terminal, DOCTOR_CHECKS, options.json);
  const all = loadNeeds(terminal, options.directory);
  if (all === undefined) return EXIT.PROBLEMS;
  const clusters = named(all, name);
  if (options.printRole) return printRoles(terminal, clusters);
  assertOneContext(clusters, options);
  const looked: Looked[] = [];
  for (const needs of clusters) {
    const found = await lookUntilRight(terminal, needs, options);
    looked.push(found);
    if (!options.json) terminal.out(pageOf(found, terminal, options));
  }
  if (options.json) terminal.out(`${JSON.stringify({ clusters: looked.map(lookedData) }, undefined, 2)}\n`);
  return exitOf(
    looked.flatMap(({ findings }) => findings),
    options.strict,
  );
}

function named(all: readonly ClusterNeeds[], name: string | undefined): readonly ClusterNeeds[] {
  if (name === undefined) return all.filter(({ environments }) => environments.length > 0);
  const found = all.filter(({ cluster }) => cluster.name === name);
  if (found.length > 0) return found;
  const names = all.map(({ cluster }) => cluster.name);
  throw new UsageError(`clusters.yaml declares no cluster ${name}.${didYouMean(name, names)}`);
}

async function lookUntilRight(terminal: Terminal, needs: ClusterNeeds, options: DoctorOptions): Promise<Looked> {
  const end = Date.now() + (options.from ? 0 : (options.wait ?? 0)) * 1000;
  for (;;) {
    const facts = await factsOf(terminal, needs, ["doctor"], options);
    const findings = runChecks(DOCTOR_CHECKS, facts, needs);
    const left = end - Date.now();
    if (exitOf(findings, options.strict) === EXIT.OK || left <= 0) return { needs, facts, findings };
    await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE, left)));
  }
}

function pageOf({ needs, facts, findings }: Looked, { colour }: Terminal, { from, context }: DoctorOptions): string {
  const { cluster, environments } = needs;
  const where = from ? from.join(", ") : `context ${context ?? cluster.context}`;
  const who = facts.server.who === undefined ? [] : [`rights of ${facts.server.who}`];
  const count = environments.length === 1 ? "1 environment" : `${environments.length} environments`;
  const head = [`${cluster.name} (${cluster.kind})`, where, ...who, count].join("  ");
  return `${head}\n\n${findingsText(findings, colour)}\n\n${countsText(findings)}\n`;
}

function printRoles(terminal: Terminal, clusters: readonly ClusterNeeds[]): number {
  const roles = clusters.flatMap(rolesOf);
  terminal.out(roles.map((role) => `---\n${toYaml(role)}`).join(""));
  return EXIT.OK;
}
