import { isRecord } from "../core/record";
import { replaces } from "../catalogue/replaces";
import { WRITE_ONLY } from "../catalogue/write-only";
import { displayText } from "../core/text";
import type { Change } from "./changes";
import { EFFECTS, type Draft } from "./draft";
import { isVersion } from "./replaced";

/** What is read of a plan, as `terraform show -json` prints it. */
interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    readonly after_unknown?: unknown;
    readonly importing?: unknown;
  };
}

/** What a plan does, in the words of a diff, and what it needs. */
export interface PlanReport {
  readonly changes: readonly Change[];
  /** Addresses whose secret is written: the variables must hold the real values then. */
  readonly writes: readonly string[];
}

/** Records of writes and waits, which are nobody's. */
const RECORDS = ["terraform_data", "time_offset", "time_sleep"];

/** Whether a document is a plan of `terraform show -json`. */
export function isPlan(document: unknown): boolean {
  return isRecord(document) && typeof document["format_version"] === "string" && "planned_values" in document;
}

/** Reads a plan. A value that Terraform marks as sensitive is never looked at. */
export function planReport(document: unknown, environment: string): PlanReport {
  const planned = plannedIn(document);
  const drafts = planned.filter(({ type }) => !RECORDS.includes(type)).flatMap(sentences);
  const changes = drafts
    .sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect))
    .map(({ effect, text }) => ({ environment, effect, text: displayText(text) }));
  return { changes, writes: planned.filter(writesSecret).map(({ address }) => address) };
}

function plannedIn(document: unknown): readonly PlannedResource[] {
  const found = isRecord(document) ? document["resource_changes"] : undefined;
  return Array.isArray(found) ? found.filter(isPlanned) : [];
}

function isPlanned(candidate: unknown): candidate is PlannedResource {
  if (!isRecord(candidate) || !isRecord(candidate["change"])) return false;
  return (
    typeof candidate["address"] === "string" &&
    typeof candidate["type"] === "string" &&
    Array.isArray(candidate["change"]["actions"])
  );
}

function sentences(planned: PlannedResource): Draft[] {
  const { address, change } = planned;
  const actions = change.actions.join();
  const written: Draft[] = writesSecret(planned)
    ? [{ effect: "secret", text: `The secret of ${address} is written: export the real values.` }]
    : [];
  return [...written, ...outcome(planned, actions)];
}

function outcome(planned: PlannedResource, actions: string): Draft[] {
  const { address, change } = planned;
  switch (actions) {
    case "create":
      return [{ effect: "added", text: `${address} is made.` }];
    case "delete":
      return [{ effect: "removed", text: `${address} is destroyed.` }];
    case "forget":
      return [{ effect: "changed", text: `${address} is forgotten and stays.` }];
    case "delete,create":
    case "create,delete":
      return isVersion(planned) ? differences(planned) : anew(planned);
    case "update":
      return differences(planned);
    default:
      return change.importing === undefined ? [] : [{ effect: "changed", text: `${address} is taken over by import.` }];
  }
}

function anew(planned: PlannedResource): Draft[] {
  const { address } = planned;
  return [{ effect: "replaced", text: `${address} is destroyed and made anew.` }, ...differences(planned)];
}

/** A secret is written where a resource with a write-only argument is made, or its trigger changes. */
function writesSecret({ type, change }: PlannedResource): boolean {
  const triggers = (WRITE_ONLY[type] ?? []).map((name) => name.split(".").at(-1) ?? name);
  if (triggers.length === 0) return false;
  const after = isRecord(change.after) ? change.after : {};
  const holds = (name: string) =>
    [`${name}_version`, `${name.replace(/_wo$/, "")}_wo_revision`].filter((key) =>
      hasValue(after, change.after_unknown, key),
    );
  const own = [...new Set(triggers.flatMap(holds))];
  if (own.length === 0) return false;
  if (change.actions.includes("create")) return true;
  const before = isRecord(change.before) ? change.before : {};
  return change.actions.includes("update") && own.some((key) => before[key] !== after[key]);
}

function hasValue(after: Readonly<Record<string, unknown>>, unknown: unknown, key: string): boolean {
  if (after[key] !== undefined && after[key] !== null) return true;
  return isRecord(unknown) && unknown[key] === true;
}

/** Arguments that differ, with what is sensitive hidden whole. */
function differences({ address, type, change }: PlannedResource): Draft[] {
  const [before, after] = [change.before, change.after].map((side) => (isRecord(side) ? side : {}));
  const hidden = [change.before_sensitive, change.after_sensitive];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((name): Draft[] => {
    const [from, to] = [JSON.stringify(before?.[name] ?? null), JSON.stringify(after?.[name] ?? null)];
    if (from === to || isUnknown(change.after_unknown, name)) return [];
    const effect = replaces(type, name) && !isVersion({ type }) ? "replaced" : "changed";
    if (hidden.some((marks) => isMarked(marks, name)))
      return [{ effect, text: `${name} of ${address} changes (hidden).` }];
    return [{ effect, text: `${name} of ${address} changes from ${shortened(from)} to ${shortened(to)}.` }];
  });
}

function isUnknown(unknown: unknown, name: string): boolean {
  return isRecord(unknown) && unknown[name] === true;
}

/** Whether an argument, or anything in it, is sensitive. */
function isMarked(marks: unknown, name: string): boolean {
  return marks === true || (isRecord(marks) && holdsMark(marks[name]));
}

function holdsMark(mark: unknown): boolean {
  if (mark === true) return true;
  return typeof mark === "object" && mark !== null && Object.values(mark).some(holdsMark);
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
