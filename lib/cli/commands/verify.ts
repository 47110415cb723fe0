import { didYouMean } from "../../core/did-you-mean";
import { runChecks, type Finding } from "../../world/check";
import type { ClusterNeeds, ExpectedEnvironment } from "../../world/expected";
import { countsText, findingsText } from "../../world/report";
import { VERIFY_CHECKS } from "../../world/verify";
import { EXIT, UsageError } from "../exit-codes";
import { probeAll, type ProbeOptions } from "../probe";
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

export interface VerifyOptions extends WorldOptions, ProbeOptions {
  readonly all?: boolean;
  readonly list?: boolean;
}

const PAGE = "docs/troubleshooting.md";

/** Says whether deployed environments are as declared and get their keys. */
export async function verify(terminal: Terminal, names: readonly string[], options: VerifyOptions): Promise<number> {
  if (options.list) return listChecks(terminal, VERIFY_CHECKS, options.json);
  const all = loadNeeds(terminal, options.directory);
  if (all === undefined) return EXIT.PROBLEMS;
  const wanted = wantedOf(all, names, options.all === true);
  if (options.probe && options.from)
    throw new UsageError("--probe asks a cluster, and --from reads files. Write one of them.");
  const clusters = all.filter(({ environments }) => environments.some(({ id }) => wanted.has(id)));
  assertOneContext(clusters, options);
  const looked: Looked[] = [];
  for (const needs of clusters) {
    const found = await lookAt(terminal, needs, wanted, options);
    looked.push(found);
    if (!options.json) terminal.out(pagesOf(found, terminal, wanted));
  }
  if (options.json) terminal.out(`${JSON.stringify({ clusters: looked.map(lookedData) }, undefined, 2)}\n`);
  return exitOf(
    looked.flatMap(({ findings }) => findings),
    options.strict,
  );
}

async function lookAt(
  terminal: Terminal,
  needs: ClusterNeeds,
  wanted: ReadonlySet<string>,
  options: VerifyOptions,
): Promise<Looked> {
  const environments = needs.environments.filter(({ id }) => wanted.has(id));
  const facts = await factsOf(terminal, { ...needs, environments }, ["verify"], options);
  const seen = runChecks(VERIFY_CHECKS, facts, needs, { page: PAGE, only: [...wanted] });
  const probed = await probeAll(facts, { ...needs, environments }, options);
  // What a probe saw takes the place of what only a probe could see.
  const known = new Set(
    probed.filter(({ check }) => check === "newer-values").flatMap((finding) => finding.environments),
  );
  const findings = [
    ...seen.flatMap((finding) => (finding.check === "newer-values" ? withoutEnvironments(finding, known) : finding)),
    ...probed,
  ];
  return { needs: { ...needs, environments }, facts, findings };
}

function withoutEnvironments(finding: Finding, known: ReadonlySet<string>): readonly Finding[] {
  const environments = finding.environments.filter((id) => !known.has(id));
  return environments.length === 0 ? [] : [{ ...finding, environments }];
}

/** Ids of the environments that are named, by their stack or by their own name where only one has it. */
export function wantedOf(
  all: readonly ClusterNeeds[],
  names: readonly string[],
  everything: boolean,
): ReadonlySet<string> {
  const environments = all.flatMap((needs) => needs.environments);
  if (everything) return new Set(environments.map(({ id }) => id));
  if (names.length === 0) throw new UsageError("Which environment? Name one or more, or write --all.");
  return new Set(names.map((name) => environmentOf(environments, name).id));
}

export function environmentOf(environments: readonly ExpectedEnvironment[], name: string): ExpectedEnvironment {
  const named = environments.filter((environment) => environment.name === name);
  const found = environments.find(({ id }) => id === name) ?? (named.length === 1 ? named[0] : undefined);
  if (found) return found;
  const ids = environments.map(({ id }) => id);
  throw new UsageError(`No environment is called ${name}.${didYouMean(name, ids)}`);
}

/** One environment whole; of several what is not right, and how many checks are. */
function pagesOf({ needs, findings }: Looked, { colour }: Terminal, wanted: ReadonlySet<string>): string {
  const pages = needs.environments.map((environment) => {
    const own = findings
      .filter(({ environments }) => environments.includes(environment.id))
      .map((finding): Finding => ({ ...finding, environments: [] }));
    const shown = wanted.size === 1 ? own : own.filter(({ status }) => status !== "right" && status !== "unknown");
    const head = `${environment.id}  ${environment.namespace} @ ${needs.cluster.name}`;
    const body = shown.length > 0 ? `\n\n${findingsText(shown, colour)}\n\n` : "  ";
    return `${head}${body}${countsText(own)}\n`;
  });
  return pages.join(wanted.size === 1 ? "\n" : "");
}
