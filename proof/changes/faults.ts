import type { Blueprint } from "../../lib";
import type { Change, changesBetween } from "../../lib/change/changes";
import { pathOf } from "../../lib/core/resource";
import { EPHEMERAL_VARIABLE } from "../support/synthesis";
import type { Planned } from "./planned";

/** What became of one environment: its two blueprints and what the plan does to it. */
export interface Outcome {
  readonly before: Blueprint;
  readonly after: Blueprint;
  readonly planned: readonly Planned[];
}

/** How much was compared, so that nothing proves itself by not happening. */
export interface Counts {
  replaced: number;
  deleted: number;
  written: number;
  announced: number;
}

/** Versions of an entry, which a provider replaces by design: what that means is told of their values. */
const VERSIONS = /_secret_version$/;
const REPLACED = /is destroyed and made anew|is deleted at .* and made again/;

/** What the plan does and the diff does not say, and the other way round. */
export function faultsOf(outcome: Outcome, diff: typeof changesBetween, counts: Counts): readonly string[] {
  const { before, after, planned } = outcome;
  const changes = diff(new Map([["environment", before]]), new Map([["environment", after]]));
  const real = planned.filter(({ type }) => !VERSIONS.test(type));
  const replaced = real.filter(({ does }) => does === "replace");
  const deleted = real.filter(({ does }) => does === "delete");
  const written = planned.flatMap(({ writes }) => writes).filter((name) => name.startsWith("var."));
  counts.replaced += replaced.length;
  counts.deleted += deleted.length;
  counts.written += new Set(written).size;
  return [
    ...replaced.filter((one) => !isToldOf(changes, one, ["replaced"])).map((one) => missing(one, "made anew")),
    ...deleted.filter((one) => !isToldGone(changes, outcome, one)).map((one) => missing(one, "deleted")),
    ...unannounced(changes, outcome, written),
    ...tooMuch(changes, outcome, counts),
  ];
}

function missing({ type, path }: Planned, what: string): string {
  return `${type} ${path} is ${what}, and the diff does not say so`;
}

/** Whether a change of these effects names a resource, alone or with others of its type. */
function isToldOf(changes: readonly Change[], { type, path }: Planned, effects: readonly string[]): boolean {
  const alike = new RegExp(`\\b${type} \\S+ and \\d+ others\\b`);
  const kind = path.startsWith("objects/") ? (path.split("/").at(-1) ?? "").replace(/-annotations$/, "") : undefined;
  return changes
    .filter(({ effect }) => effects.includes(effect))
    .some(({ text }) => {
      return (
        mentions(text, path) || alike.test(text) || (kind !== undefined && text.includes(`The ${kind} is deleted`))
      );
    });
}

function mentions(text: string, path: string): boolean {
  return text.split(/[\s,]+/).some((word) => word.replace(/[.:]$/, "") === path || word === path);
}

/** A resource goes with its entry, and a policy with its permissions. */
function isToldGone(changes: readonly Change[], { before }: Outcome, gone: Planned): boolean {
  const entry = before.entries.find(({ id }) => gone.path.split("/").includes(pathOf(id)));
  const names = [
    ...(entry ? [`The entry ${entry.name} (`] : []),
    ...(gone.type.endsWith("_policy") ? ["The pod may no longer"] : []),
    ...(gone.path.startsWith("objects/") ? ["Terraform deletes"] : []),
  ];
  return isToldOf(changes, gone, ["removed"]) || changes.some(({ text }) => names.some((name) => text.includes(name)));
}

/** Variables whose values are written and that no sentence names, and generated values that end. */
function unannounced(changes: readonly Change[], { before, after, planned }: Outcome, written: readonly string[]) {
  const told = new Set(variablesIn(changes));
  if (changes.some(({ text }) => /\bephemeral value\b/.test(text))) told.add(`var.${EPHEMERAL_VARIABLE}`);
  const generated = new Map(before.keys.filter(({ source }) => source === "generated").map((key) => [key.key, key]));
  const anew = after.keys.filter(({ key, source, entry }) => {
    if (source !== "generated" || !generated.has(key)) return false;
    return planned.some((one) => one.path.includes(`/${pathOf(entry)}/`) && one.writes.length > 0);
  });
  return [
    ...[...new Set(written)].filter((name) => !told.has(name)).map((name) => `${name} is written, and nobody is told`),
    ...anew
      .filter(({ key }) => !changes.some(({ effect, text }) => effect === "secret" && text.startsWith(key)))
      .map(({ key }) => `${key} is generated anew, and nobody is told`),
  ];
}

/** Variables that have to hold real values, as the sentences say. Where a value comes from says nothing of a write. */
function variablesIn(changes: readonly Change[]): ReadonlySet<string> {
  const texts = changes.filter(({ effect, text }) => effect === "secret" && !text.startsWith("The value of "));
  return new Set(texts.flatMap(({ text }) => [...text.matchAll(/TF_VAR_(\w+)/g)].map(([, name]) => `var.${name}`)));
}

/** What is announced and does not happen. */
function tooMuch(changes: readonly Change[], { before, planned }: Outcome, counts: Counts): readonly string[] {
  const did = (does: Planned["does"]) => planned.filter((one) => one.does === does);
  const written = new Set(planned.flatMap(({ writes }) => writes));
  const wrong: string[] = [];
  const expectThat = (happens: boolean, text: string) => {
    counts.announced += 1;
    if (!happens) wrong.push(`announced, and the plan does not do it: ${text}`);
  };
  for (const { effect, text } of changes) {
    if (effect === "replaced" && REPLACED.test(text)) expectThat(happensTo(text, did("replace")), text);
    const entry = /^The entry (\S+) \(/.exec(text)?.[1];
    if (effect === "removed" && entry !== undefined) expectThat(goes(before, entry, planned), text);
    const gone = effect === "removed" ? /^(\w+) (\S+) is destroyed\.$/.exec(text) : undefined;
    if (gone)
      expectThat(
        did("delete").some(({ type, path }) => type === gone[1] && path === gone[2]),
        text,
      );
    if (/^Terraform deletes /.test(text)) expectThat(did("delete").length > 0, text);
  }
  for (const name of variablesIn(changes)) expectThat(written.has(name), `${name} is written`);
  return wrong.filter((text) => !/^announced.*: (variable|output|ephemeral|data) /.test(text));
}

/** Whether each of the resources that a sentence names is among those, or as many of its type as it says. */
function happensTo(text: string, planned: readonly Planned[]): boolean {
  const alike = /\b([a-z]+_\w+) (\S+) and (\d+) others\b/.exec(text);
  if (alike) return planned.filter(({ type }) => type === alike[1]).length >= Number(alike[3]) + 1;
  const kind = /^The (\w+) is deleted at/.exec(text)?.[1];
  if (kind !== undefined) return planned.some(({ path }) => path === `objects/${kind}` || path.endsWith(`/${kind}`));
  return planned.some(({ type, path }) => text.includes(type) && mentions(text, path));
}

/** An entry goes with a resource of its own, or its one document is written under another name. */
function goes({ entries }: Blueprint, name: string, planned: readonly Planned[]): boolean {
  const entry = entries.find((one) => one.name === name);
  return (
    entry !== undefined &&
    planned.some(
      ({ path, does }) => (does === "delete" || does === "replace") && path.split("/").includes(pathOf(entry.id)),
    )
  );
}
