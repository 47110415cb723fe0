import { shownIn } from "./canary";
import { PLACES, type Place } from "./places";
import type { Outcome } from "./run";
import { table } from "../support/page";

export interface Report {
  /** Lines of the page. */
  readonly lines: readonly string[];
  /** What may not be: a secret where none belongs, or a search that would find nothing. */
  readonly findings: readonly string[];
}

const ALL = Object.keys(PLACES) as Place[];

/** A matrix of what was searched: in each cell how many secrets were found, or a dash for a place that was not reached. */
export function report(outcomes: readonly { readonly outcome: Outcome; readonly control: string }[]): Report {
  const rows: (string | number)[][] = [];
  const findings: string[] = [];
  const notes: string[] = [];
  for (const { outcome, control } of outcomes) {
    const { subject, secrets, arrived, debugged, missing } = outcome;
    const cells = ALL.map((place) => cell(outcome, place, control, findings));
    rows.push([subject.title, Object.keys(secrets).length, arrived ?? "-", ...cells]);
    findings.push(...outcome.findings.map((finding) => `${subject.title}: ${finding}`));
    if (debugged !== undefined)
      notes.push(`- ${subject.title}: at TF_LOG=DEBUG ${subject.atDebug ?? ""}: ${debugged} found.`);
    if (debugged === 0)
      findings.push(`${subject.title}: at TF_LOG=DEBUG nothing is found any more, or the search is blind`);
    for (const { name } of missing) notes.push(`- Not deployed here: ${subject.title}, for want of ${name}.`);
  }
  const legend = ALL.map((place) => `- ${place}: ${PLACES[place]}`);
  return {
    lines: [
      ...table(["store", "secrets", "arrived", ...ALL], rows),
      "",
      ...(notes.length > 0 ? [...notes, ""] : []),
      ...legend,
    ],
    findings,
  };
}

function cell({ subject, places, secrets }: Outcome, place: Place, control: string, findings: string[]): string {
  const text = places.text(place);
  if (text === undefined) return "-";
  const shown = shownIn(text, secrets);
  if (!text.includes(control)) findings.push(`${subject.title}: the control is not in ${place}`);
  findings.push(...shown.map((input) => `${subject.title}: ${place} shows ${input}`));
  return String(shown.length);
}
