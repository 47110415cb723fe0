import * as fs from "node:fs";
import * as path from "node:path";
import { runChecks, type Finding } from "../world/check";
import { DOCTOR_CHECKS } from "../world/checks";
import type { ClusterNeeds } from "../world/expected";
import type { Facts } from "../world/facts";
import { BadFile, readSaved } from "../world/saved";
import { VERIFY_CHECKS } from "../world/verify";
import type { ReportFinding } from "./shape";

/** File that `collect` writes into each of its folders. */
const LOOK = "look.yaml";

/** Facts of one cluster. */
interface Seen {
  readonly needs: ClusterNeeds;
  readonly facts: Facts;
  /** When it was looked; empty where the files do not say. */
  readonly at: string;
}

/**
 * What `doctor` and `verify` find in saved facts: a folder with folders of `collect` in it, or with a folder of saved
 * YAML for each cluster, by the cluster's name; with one cluster the YAML itself.
 *
 * @param made When the report is made, which stands for the time of files that tell none.
 */
export function findingsIn(folder: string, clusters: readonly ClusterNeeds[], made: string): readonly ReportFinding[] {
  const found = new Map<string, ReportFinding>();
  for (const { needs, facts, at } of seenIn(folder, clusters, made)) {
    const doctor = runChecks(DOCTOR_CHECKS, facts, needs);
    const verify = runChecks(VERIFY_CHECKS, facts, needs, { page: "docs/troubleshooting.md" });
    const told = [...doctor.map(toldBy("doctor")), ...verify.map(toldBy("verify"))];
    for (const finding of told) add(found, { ...finding, at, cluster: needs.cluster.name });
  }
  return [...found.values()];
}

type Told = Omit<ReportFinding, "at" | "cluster">;

function toldBy(by: ReportFinding["by"]) {
  return ({ check, title, status, seen, fix, page, environments }: Finding): Told => {
    return { by, environments, check, title, status, seen, ...(fix === undefined ? {} : { fix }), page };
  };
}

/** The same of several environments is one finding, of the time of the last look. */
function add(found: Map<string, ReportFinding>, finding: ReportFinding): void {
  const { by, cluster, check, status, seen, fix } = finding;
  const id = JSON.stringify([by, cluster, check, status, seen, fix]);
  const before = found.get(id);
  const environments = [...new Set([...(before?.environments ?? []), ...finding.environments])];
  const at = before !== undefined && before.at > finding.at ? before.at : finding.at;
  found.set(id, { ...finding, environments, at });
}

function seenIn(folder: string, clusters: readonly ClusterNeeds[], made: string): readonly Seen[] {
  if (!fs.existsSync(folder)) throw new BadFile(`There is no folder ${folder}.`);
  const environments = clusters.flatMap((needs) => needs.environments);
  const collected = foldersWith(LOOK, folder);
  if (collected.length > 0) {
    return collected.flatMap((one) => {
      const facts = readSaved([one], environments);
      const needs = clusters.find((cluster) => cluster.environments.some(({ id }) => facts.only?.includes(id)));
      if (needs) return [{ needs, facts, at: facts.server.at }];
      throw new BadFile(`${one} is of ${facts.only?.join(", ") ?? "nothing"}, which is not declared.`);
    });
  }
  return savedByCluster(folder, clusters).map(({ saved, needs }) => {
    const facts = readSaved([saved], needs.environments);
    return { needs, facts: { ...facts, server: { ...facts.server, at: made } }, at: "" };
  });
}

function savedByCluster(folder: string, clusters: readonly ClusterNeeds[]) {
  const own = clusters.flatMap((needs) => {
    const saved = path.join(folder, needs.cluster.name);
    return fs.existsSync(saved) ? [{ saved, needs }] : [];
  });
  if (own.length > 0) return own;
  const [needs, ...others] = clusters.filter(({ environments }) => environments.length > 0);
  if (needs && others.length === 0) return [{ saved: folder, needs }];
  const names = clusters.map(({ cluster }) => cluster.name).join(", ");
  throw new BadFile(`Which cluster is ${folder} of? Put its files into a folder of the cluster's name: ${names}.`);
}

function foldersWith(name: string, folder: string): readonly string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return files.filter((file) => path.basename(file) === name).map((file) => path.dirname(path.join(folder, file)));
}
