import * as fc from "fast-check";
import type { Finding } from "./chunks";
import { faultsOfNeighbours, WAYS_TO_SHARE, words } from "./neighbours";

/** Pairs of names that each way is tried with. */
const NAMES = 100;

export interface NeighboursReport {
  /** Lines of the page. */
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
}

/** Pairs of environments that share what no two may share, in every way, and their twins that do not. */
export function proveNeighbours(seed: number): NeighboursReport {
  const findings: Finding[] = [];
  for (const [index, way] of WAYS_TO_SHARE.entries()) {
    for (const given of fc.sample(words, { numRuns: NAMES, seed: seed + index })) {
      const input = `${way.title}: ${JSON.stringify(given)}`;
      for (const what of faultsOfNeighbours(way, given)) findings.push({ what, input });
    }
  }
  const pairs = WAYS_TO_SHARE.length * NAMES;
  const missed = findings.filter(({ what }) => what.startsWith("two that share")).length;
  return {
    lines: [
      `Seed ${seed}. ${WAYS_TO_SHARE.length} ways in which two environments share an entry, a login or a Terraform state: ${pairs} pairs that do,`,
      `of which ${missed} are not refused, and ${pairs} pairs that differ in just that, of which ${findings.length - missed} are refused.`,
    ],
    findings,
  };
}
