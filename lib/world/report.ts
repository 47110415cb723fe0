import type { Finding, Status } from "./check";
import { oneLine, painted } from "../core/visible";
import { some } from "./nodes";

const COLOURS: Readonly<Record<Status, number>> = {
  right: 32,
  wrong: 31,
  warning: 33,
  unknown: 36,
};

/** Findings as a person reads them: what is to be done after what is right. */
export function findingsText(findings: readonly Finding[], colour: boolean): string {
  const widest = Math.max(0, ...findings.map(({ title }) => title.length));
  return findings.map((finding) => findingText(finding, widest, colour)).join("\n");
}

function findingText(finding: Finding, widest: number, colour: boolean): string {
  const { status, title, seen, fix, page, environments } = finding;
  const word = colour ? painted(status.padEnd(7), COLOURS[status]) : status.padEnd(7);
  const whose = status !== "right" && environments.length > 0 ? `  [${some(environments)}]` : "";
  const first = `  ${word}  ${title.padEnd(widest)}  ${oneLine(seen)}${whose}`;
  if (fix === undefined) return first;
  const indent = " ".repeat(11);
  return `${first}\n${indent}${oneLine(fix)}  ${page}`;
}

/** How many are of which kind: "2 wrong, 1 not seen, 24 right". */
export function countsText(findings: readonly Finding[]): string {
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  const parts = [
    [count("wrong"), "wrong"],
    [count("warning"), count("warning") === 1 ? "warning" : "warnings"],
    [count("unknown"), "not seen"],
    [count("right"), "right"],
  ] as const;
  return parts
    .filter(([number, word]) => number > 0 || word === "wrong")
    .map(([number, word]) => `${number} ${word}`)
    .join(", ");
}
