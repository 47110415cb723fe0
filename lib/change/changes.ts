import type { Blueprint } from "../core/blueprint";
import { keysOf, type Entry } from "../core/entry";
import type { Grant } from "../core/grant";
import { RESTART_ANNOTATION } from "../engine/objects";
import { displayText } from "../core/text";
import { variablesOf } from "../explain/entries";
import { fieldChanges } from "./field-changes";
import { createsPhrase } from "../explain/phrases";
import { EFFECTS, type Draft, type Effect } from "./draft";
import { fileSentences, stackSentences } from "./output-sentences";
import { resourceSentences } from "./resource-sentences";

/** One difference between two revisions of an environment, in the reader's words. */
export interface Change {
  readonly environment: string;
  readonly effect: Effect;
  readonly text: string;
}

/** What changes from one revision of the declarations to another, by the name of the environment. */
export function changesBetween(
  before: ReadonlyMap<string, Blueprint>,
  after: ReadonlyMap<string, Blueprint>,
): readonly Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((environment) => {
    const changes = environmentChanges(readable(before.get(environment)), after.get(environment));
    return changes
      .sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect))
      .map(({ effect, text }) => ({ environment, effect, text }));
  });
}

/** One that can't be read counts as not there. */
function readable(blueprint: Blueprint | undefined): Blueprint | undefined {
  return blueprint && blueprint.problems.length === 0 ? blueprint : undefined;
}

function environmentChanges(before: Blueprint | undefined, after: Blueprint | undefined): Draft[] {
  if (!before) return after ? arrival(after) : [];
  if (!after) return [{ effect: "removed", text: "The environment goes, with its entries and its identity." }];
  const drafts = [
    ...placeChanges(before, after),
    ...keyChanges(before, after),
    ...entryChanges(before, after),
    ...grantChanges(before, after),
    ...objectChanges(before, after),
    ...stepChanges(before, after),
    ...variableChanges(before, after),
    ...documentChanges(before, after),
  ];
  const told = new Set(drafts.flatMap(({ about = [] }) => about));
  return [
    ...drafts,
    ...resourceSentences(before, after, told),
    ...fileSentences(before, after, told),
    ...stackSentences(before, after),
  ];
}

/** A new environment: what it makes, what its pod may reach, and what the first deploy has to be given. */
function arrival(blueprint: Blueprint): Draft[] {
  const may = [...new Set(blueprint.grants.map(({ summary }) => summary))];
  return [
    { effect: "added", text: `The environment is new: ${createsPhrase(blueprint)}.` },
    ...may.map((summary): Draft => ({ effect: "widened", text: `The pod may ${summary}.` })),
    ...variableChanges(undefined, blueprint),
    ...stepChanges(undefined, blueprint),
  ];
}

function placeChanges(before: Blueprint, after: Blueprint): Draft[] {
  const facts: readonly (readonly [what: string, effect: Effect, of: (blueprint: Blueprint) => string])[] = [
    ["namespace", "identity", ({ subject }) => subject.namespace],
    ["cluster", "identity", ({ subject }) => subject.cluster.name],
    ["identity", "identity", ({ identity }) => (identity ? `${identity.title}, ${identity.principal}` : "none")],
    ["who may use the identity", "identity", ({ identity }) => identity?.trusts ?? "nobody"],
    [
      "login to the store",
      "identity",
      ({ storeLogin }) => (storeLogin ? `${storeLogin.title}, ${storeLogin.principal}` : "none"),
    ],
    ["secret store", "removed", ({ store }) => store],
    ["delivery of the Kubernetes objects", "changed", ({ delivery }) => delivery],
    ["Operator's version", "changed", ({ versions }) => versions.operator],
    ["Mendix version", "changed", ({ versions }) => versions.mendix],
  ];
  return facts
    .filter(([, , of]) => of(before) !== of(after))
    .map(([what, effect, of]) => ({ effect, text: `The ${what} changes from ${of(before)} to ${of(after)}.` }));
}

function keyChanges(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [keysByName(before), keysByName(after)];
  const gone = [...old.keys()].filter((key) => !now.has(key));
  const drafts: Draft[] = gone.map((key) => ({
    effect: "removed",
    text: `The key ${key} is no longer mounted.`,
    about: [`key ${key}`],
  }));
  for (const [key, mounted] of now) {
    const earlier = old.get(key);
    const about = [`key ${key}`];
    if (!earlier) drafts.push({ effect: "added", text: `The key ${key} is new (${sourceText(mounted)}).`, about });
    else if (sourceText(earlier) !== sourceText(mounted)) {
      const text = `The value of ${key} came from ${sourceText(earlier)} and now comes from ${sourceText(mounted)}.`;
      drafts.push({ effect: "secret", text, about });
    }
  }
  return drafts;
}

function keysByName({ keys }: Blueprint): ReadonlyMap<string, Blueprint["keys"][number]> {
  return new Map(keys.map((key) => [key.key, key]));
}

const SOURCES = {
  setting: "the declaration",
  variable: "a variable",
  ephemeral: "an ephemeral value",
  generated: "a generated value",
  external: "somebody else",
} as const;

function sourceText({ source, variable }: Blueprint["keys"][number]): string {
  return variable === undefined ? SOURCES[source] : `TF_VAR_${variable}`;
}

function entryChanges(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const drafts = [...now]
    .filter(([key, value]) => old.has(key) && old.get(key) !== value)
    .map(([key, value]): Draft => ({
      effect: "changed",
      text: `${key} changes from ${old.get(key)} to ${value}.`,
      about: [`key ${key}`],
    }));
  const names = new Set(after.entries.map(({ name }) => name));
  for (const entry of before.entries) {
    if (names.has(entry.name) || entry.content.kind === "existing") continue;
    const text = `The entry ${entry.name} (${keysOf(entry).join(", ")}) is deleted from the store.`;
    drafts.push({ effect: "removed", text, about: keysOf(entry).map((key) => `key ${key}`) });
  }
  return drafts;
}

function settingsOf({ entries }: Blueprint): ReadonlyMap<string, string> {
  const values = entries.flatMap(({ content }) => {
    if (content.kind === "settings") return Object.entries(content.values);
    return content.kind === "document" ? Object.entries(content.settings ?? {}) : [];
  });
  return new Map(values.map(([key, value]) => [key, displayText(String(value))]));
}

function grantChanges(before: Blueprint, after: Blueprint): Draft[] {
  const [old, now] = [permissionsOf(before), permissionsOf(after)];
  return [
    ...told(now, old).map((text): Draft => ({ effect: "widened", text: `The pod may now ${text}.`, about: ["grant"] })),
    ...told(old, now).map((text): Draft => ({
      effect: "changed",
      text: `The pod may no longer ${text}.`,
      about: ["grant"],
    })),
  ];
}

/** One action on one resource, so that one more of either shows as one more. */
interface Permission {
  readonly action: string;
  readonly on: string;
}

/** Permissions that the one has and the other has not, one line for each resource. */
function told(some: readonly Permission[], others: readonly Permission[]): readonly string[] {
  const known = new Set(others.map(({ action, on }) => `${action} ${on}`));
  const actions = new Map<string, Set<string>>();
  for (const { action, on } of some.filter((permission) => !known.has(`${permission.action} ${permission.on}`))) {
    actions.set(on, (actions.get(on) ?? new Set()).add(action));
  }
  return [...actions].map(([on, names]) => `${[...names].join(", ")} on ${on}`);
}

function permissionsOf({ grants }: Blueprint): readonly Permission[] {
  return grants.flatMap(permissionsIn);
}

function permissionsIn(grant: Grant): readonly Permission[] {
  if (grant.cloud === "azure") return [{ action: `act as ${grant.role}`, on: String(grant.scope) }];
  if (grant.cloud === "google") return [{ action: `act as ${grant.role}`, on: grant.resource }];
  const condition = grant.condition ? ` where ${JSON.stringify(grant.condition)}` : "";
  return grant.resources.flatMap((resource) =>
    grant.actions.map((action) => ({ action, on: `${resource}${condition}` })),
  );
}

function objectChanges(before: Blueprint, after: Blueprint): Draft[] {
  const old = new Map(before.objects.map((object) => [object.kind, object]));
  const drafts = after.objects.flatMap((object): Draft[] => {
    const earlier = old.get(object.kind);
    if (earlier === undefined) return [];
    return fieldChanges(object.kind, earlier, object).map((text) => ({
      effect: "changed",
      text,
      about: [`object ${object.kind}`],
    }));
  });
  const restarts = restartOf(before) !== restartOf(after);
  return restarts ? [{ effect: "restart", text: "The app restarts.", about: ["restart"] }, ...drafts] : drafts;
}

function restartOf({ objects }: Blueprint): string {
  return new RegExp(`"${RESTART_ANNOTATION}":"([^"]*)"`).exec(JSON.stringify(objects))?.[1] ?? "";
}

function stepChanges(before: Blueprint | undefined, after: Blueprint): Draft[] {
  const done = new Set(before?.steps.map(({ does }) => does));
  return after.steps
    .filter(({ does }) => !done.has(does))
    .map(({ as, does }) => ({
      effect: "added",
      text: `A step for an administrator, ${as}: ${displayText(does)}`,
      about: ["steps"],
    }));
}

function variableChanges(before: Blueprint | undefined, after: Blueprint): Draft[] {
  const old = new Map(before?.variables.map(({ name, revision }) => [name, revision]));
  return after.variables
    .filter(({ name, revision }) => old.get(name) !== revision)
    .map(({ name, key, revision }) => {
      const written = `${key} is written with the value of TF_VAR_${name}`;
      const why = old.has(name) ? `revision ${old.get(name)} becomes ${revision}` : "the variable is new";
      return { effect: "secret", text: `${written}: ${why}.`, about: [`key ${key}`] };
    });
}

/** A document that a change rewrites: its unchanged secrets are written, too, with whatever the variables hold. */
function documentChanges(before: Blueprint, after: Blueprint): Draft[] {
  const old = new Map(before.entries.map((entry) => [entry.name, partsOf(entry)]));
  return after.entries
    .filter((entry) => partsOf(entry) !== undefined && old.get(entry.name) !== partsOf(entry))
    .flatMap((entry): Draft[] => {
      const names = variablesOf(after, entry);
      if (names.length === 0) return [];
      const text = `Every value of ${displayText(entry.name)} is written: export the real ${names.join(", ")}.`;
      return [{ effect: "secret", text }];
    });
}

/** What the trigger of a document is computed from. */
function partsOf({ content }: Entry): string | undefined {
  if (content.kind !== "document") return undefined;
  const secrets = Object.entries(content.secrets).map(([key, { origin }]) => [
    key,
    "revision" in origin ? origin.revision : 1,
  ]);
  const settings = Object.entries(content.settings ?? {}).map(([key, value]) => [key, displayText(String(value))]);
  return JSON.stringify([...secrets, ...settings].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
