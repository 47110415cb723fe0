import type { Blueprint, MountedKey } from "../core/blueprint";
import { keysOf, type Entry } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";
import { variablesOf } from "../explain/entries";
import { displayText } from "../core/text";
import type { Draft } from "./draft";
import { partsOf } from "./entry-parts";
import { madeEntries } from "./grant-changes";
import { referencesIn } from "./replaced";

/**
 * Values that a change asks for because it says so itself: new variables, and raised revisions.
 *
 * @param kept Keys whose value is not written, though it comes from elsewhere.
 */
export function variableChanges(
  before: Blueprint | undefined,
  after: Blueprint,
  kept: ReadonlySet<string> = new Set(),
): Draft[] {
  const asked = askedFor(before, after).filter(({ key }) => !kept.has(key));
  return asked.map(({ name, key, revision, earlier }) => {
    const written = `${key} is written with the value of TF_VAR_${name}`;
    const why = earlier === undefined ? "the variable is new" : `revision ${earlier} becomes ${revision}`;
    return { effect: "secret", text: `${written}: ${why}.`, about: [`key ${key}`] };
  });
}

function askedFor(before: Blueprint | undefined, after: Blueprint) {
  const old = new Map(before?.variables.map(({ name, revision }) => [name, revision]));
  return after.variables
    .filter(({ name, revision }) => old.get(name) !== revision)
    .map((variable) => ({ ...variable, earlier: old.get(variable.name) }));
}

const WRITTEN: readonly MountedKey["source"][] = ["variable", "ephemeral", "generated"];

/** Keys whose value comes from elsewhere from then on, and that the store keeps as it is: their revision is the same. */
export function keptKeys(before: Blueprint, after: Blueprint, written: readonly Resource[]): ReadonlySet<string> {
  const old = new Map(before.keys.map((key) => [key.key, key]));
  const parts = partsOf(written);
  const kept = after.keys.filter((key) => {
    const earlier = old.get(key.key);
    if (!earlier || !WRITTEN.includes(key.source) || !WRITTEN.includes(earlier.source)) return false;
    const moved = key.source !== earlier.source || key.variable !== earlier.variable;
    return moved && !parts.has(pathOf(key.entry));
  });
  return new Set(kept.map(({ key }) => key));
}

/** What is never written although somebody may think that it is. */
export function keptChanges(kept: ReadonlySet<string>): Draft[] {
  return [...kept].map((key) => ({
    effect: "secret",
    text: `${key} is not written: the store keeps the value that it has, because the revision is the same. Raise it to write the new one.`,
    about: [`key ${key}`],
  }));
}

/** Generated values that a change asks for by another revision. */
export function generatedChanges(before: Blueprint, after: Blueprint): Draft[] {
  const old = generatedRevisions(before);
  return [...generatedRevisions(after)].flatMap(([key, revision]): Draft[] => {
    const earlier = old.get(key);
    if (earlier === undefined || earlier === revision) return [];
    const text = `${key} is generated anew, because revision ${earlier} becomes ${revision}: the old password ends.`;
    return [{ effect: "secret", text, about: [`key ${key}`] }];
  });
}

function generatedRevisions({ entries }: Blueprint): ReadonlyMap<string, number> {
  return new Map(
    entries.flatMap(({ content }) => {
      if (content.kind !== "secret" || content.value.origin.kind !== "generated") return [];
      return [[content.key, content.value.origin.revision] as const];
    }),
  );
}

/** A document that a change rewrites: its unchanged secrets are written, too, with whatever the variables hold. */
export function documentChanges(before: Blueprint, after: Blueprint): Draft[] {
  return rewritten(before, after).flatMap((entry): Draft[] => {
    const names = variablesOf(after, entry);
    if (names.length === 0) return [];
    const text = `Every value of ${displayText(entry.name)} is written: export the real ${names.join(", ")}.`;
    return [{ effect: "secret", text }];
  });
}

function rewritten(before: Blueprint, after: Blueprint): readonly Entry[] {
  const old = new Map(before.entries.map((entry) => [entry.name, triggerOf(entry)]));
  return after.entries.filter((entry) => triggerOf(entry) !== undefined && old.get(entry.name) !== triggerOf(entry));
}

/** What the trigger of a document is computed from. */
function triggerOf({ content }: Entry): string | undefined {
  if (content.kind !== "document") return undefined;
  const secrets = Object.entries(content.secrets).map(([key, { origin }]) => [
    key,
    "revision" in origin ? origin.revision : 1,
  ]);
  const settings = Object.entries(content.settings ?? {}).map(([key, value]) => [key, displayText(String(value))]);
  return JSON.stringify([...secrets, ...settings].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/**
 * Secrets that are written anew because what holds them is, or is encrypted anew: the same variable with the same
 * revision. A dummy in it would become the value.
 *
 * @param written Everything whose secret is written.
 */
export function moveChanges(before: Blueprint, after: Blueprint, written: readonly Resource[]): Draft[] {
  const asked = new Set([
    ...askedFor(before, after).map(({ name }) => name),
    ...rewritten(before, after)
      .flatMap((entry) => variablesOf(after, entry))
      .map((name) => name.replace(/^TF_VAR_/, "")),
  ]);
  const paths = new Set(written.flatMap(({ writeOnly }) => referencesIn(writeOnly)).map(({ of }) => of));
  const sources = after.resources.filter(({ path }) => paths.has(path));
  const names = sources.flatMap(({ kind, logicalId }) => (kind === "variable" && logicalId ? [logicalId] : []));
  const again = names.filter((name) => !asked.has(name)).map((name) => `TF_VAR_${name}`);
  return [
    ...(again.length > 0 ? [givenAgain(again)] : []),
    ...generatedAnew(before, after, sources),
    ...emptyAgain(before, after),
  ];
}

/** Values of the user's own ephemeral resources that are written; they are real whenever Terraform runs. */
export function ephemeralChanges(before: Blueprint, after: Blueprint, written: readonly Resource[]): Draft[] {
  const known = new Set(before.keys.map(({ key }) => key));
  const keys = after.keys.filter(({ key, source }) => source === "ephemeral" && known.has(key));
  if (keys.length === 0) return [];
  const parts = partsOf(written);
  return keys
    .filter(({ entry }) => parts.has(pathOf(entry)))
    .map(({ key }) => ({
      effect: "secret",
      text: `${key} is written with what its ephemeral value is then.`,
      about: [`key ${key}`],
    }));
}

function givenAgain(names: readonly string[]): Draft {
  const text = `Values are written anew, because their entries are: export the real ${names.join(", ")}.`;
  return { effect: "secret", text };
}

/** Nobody knows a generated password: it is another one from then on. */
function generatedAnew(before: Blueprint, after: Blueprint, sources: readonly Resource[]): Draft[] {
  const parts = partsOf(sources.filter(({ kind }) => kind === "ephemeral"));
  const generated = (blueprint: Blueprint) => blueprint.keys.filter(({ source }) => source === "generated");
  const [old, now] = [generatedRevisions(before), generatedRevisions(after)];
  const known = new Set(
    generated(before)
      .map(({ key }) => key)
      .filter((key) => old.get(key) === now.get(key)),
  );
  return generated(after)
    .filter(({ key, entry }) => known.has(key) && parts.has(pathOf(entry)))
    .map(({ key }) => ({
      effect: "secret",
      text: `${key} is generated anew: the old password ends.`,
      about: [`key ${key}`],
    }));
}

/** An entry that somebody else fills is made empty where its name or place is another one. */
function emptyAgain(before: Blueprint, after: Blueprint): Draft[] {
  const made = new Set(madeEntries(before, after));
  const known = new Set(before.keys.map(({ key }) => key));
  return after.entries
    .filter(({ name, content }) => content.kind === "container" && made.has(displayText(name)))
    .flatMap((entry) =>
      keysOf(entry)
        .filter((key) => known.has(key))
        .map((key) => ({ key, name: entry.name })),
    )
    .map(({ key, name }) => ({
      effect: "secret",
      text: `Write ${key} into ${displayText(name)} again: it is made empty.`,
    }));
}
