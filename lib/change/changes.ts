import type { Blueprint, MountedKey } from "../core/blueprint";
import { displayText } from "../core/text";
import { appMode, createsPhrase } from "../explain/phrases";
import { destroyed, fileChanges, goneEntries, takenIds, tierChanges } from "./consequences";
import { EFFECTS, type Draft, type Effect } from "./draft";
import { fieldChanges } from "./field-changes";
import { grantChanges } from "./grant-changes";
import { nameChanges, renameChanges } from "./name-changes";
import { objectMoves } from "./object-moves";
import { fileSentences, stackSentences } from "./output-sentences";
import { replacedResources, writtenResources } from "./replaced";
import { resourceChanges } from "./resource-changes";
import { resourceSentences } from "./resource-sentences";
import { settingsOf } from "./settings";
import { takeOverChanges } from "./take-over-changes";
import {
  documentChanges,
  ephemeralChanges,
  generatedChanges,
  keptChanges,
  keptKeys,
  moveChanges,
  variableChanges,
} from "./write-changes";

/** One difference between two revisions of an environment, in the reader's words. */
export interface Change {
  readonly environment: string;
  readonly effect: Effect;
  readonly text: string;
}

/** Whether anything that is deployed, or that a person has to do, differs. */
export function changesAnything(changes: readonly Change[]): boolean {
  return changes.some(({ effect }) => effect !== "declared");
}

/** What changes from one revision of the declarations to another, by the name of the environment. */
export function changesBetween(
  before: ReadonlyMap<string, Blueprint>,
  after: ReadonlyMap<string, Blueprint>,
): readonly Change[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((environment) => {
    const changes = [
      ...renameChanges(environment, before, after),
      ...environmentChanges(readable(before.get(environment)), after.get(environment)),
    ];
    return changes
      .sort((a, b) => EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect))
      .map(({ effect, text }) => ({ environment, effect, text: displayText(text) }));
  });
}

/** One that can't be read counts as not there. */
function readable(blueprint: Blueprint | undefined): Blueprint | undefined {
  return blueprint && blueprint.problems.length === 0 ? blueprint : undefined;
}

function environmentChanges(before: Blueprint | undefined, after: Blueprint | undefined): Draft[] {
  if (!before) return after ? arrival(after) : [];
  if (!after) return before.retired ? [{ effect: "declared", text: FOLDER_GOES }] : departure(before, FILE_GOES);
  if (after.retired && !before.retired) return departure(before, RETIRED);
  const changes = resourceChanges(before.resources, after.resources);
  const replaced = replacedResources(before.resources, after.resources, changes);
  const written = writtenResources(changes, replaced);
  const kept = keptKeys(before, after, written);
  const drafts = [
    ...nameChanges(before, after),
    ...placeChanges(before, after),
    ...keyChanges(before, after),
    ...entryChanges(before, after),
    ...grantChanges(before, after),
    ...objectChanges(before, after),
    ...stepChanges(before, after),
    ...variableChanges(before, after, kept),
    ...keptChanges(kept),
    ...generatedChanges(before, after),
    ...documentChanges(before, after),
    ...moveChanges(before, after, written),
    ...ephemeralChanges(before, after, written),
    ...goneEntries(before, after, destroyed(changes.removed, replaced)),
    ...takenIds(replaced),
    ...tierChanges(changes.changed, replaced),
    ...fileChanges(before, after),
    ...objectMoves(before, after),
    ...takeOverChanges(before, after),
    ...statementChanges(before, after),
  ];
  const told = new Set(drafts.flatMap(({ about = [] }) => about));
  return [
    ...drafts,
    ...resourceSentences(before, after, { changes, replaced, told }),
    ...fileSentences(before, after, told),
    ...stackSentences(before, after),
  ];
}

const FOLDER_GOES = "The file of a retired environment goes: synth --prune removes the folder of its stack.";
const FILE_GOES =
  "The environment goes, with its entries and its identity. Nothing destroys them while the file is gone: keep it with retired: true until they are.";
const SETUP_GOES =
  "What the cluster has once is no longer declared. Nothing destroys it: where it is to go, destroy its stack while no environment mounts anything.";
const RETIRED = "The environment is retired: the next apply destroys it, with its entries and its identity.";

/** An environment that goes: what is deleted with it, and until when its names are taken. */
function departure(blueprint: Blueprint, text: string): Draft[] {
  if (blueprint.reader === "nobody") return [{ effect: "removed", text: SETUP_GOES }];
  return [{ effect: "removed", text }, ...goneEntries(blueprint, undefined, blueprint.resources)];
}

/** A new environment: what it makes, what its pod may reach, and what the first deploy has to be given. */
function arrival(blueprint: Blueprint): Draft[] {
  const may = [...new Set(blueprint.grants.map(({ summary }) => summary))];
  return [
    {
      effect: "added",
      text: `${blueprint.reader === "nobody" ? "What the cluster has once" : "The environment"} is new: ${createsPhrase(blueprint)}.`,
    },
    ...may.map((summary): Draft => ({ effect: "widened", text: `The pod may ${summary}.` })),
    ...variableChanges(undefined, blueprint),
    ...takeOverChanges(undefined, blueprint),
    ...stepChanges(undefined, blueprint),
  ];
}

function placeChanges(before: Blueprint, after: Blueprint): Draft[] {
  const facts: readonly (readonly [what: string, effect: Effect, of: (blueprint: Blueprint) => string])[] = [
    ["namespace", "identity", ({ subject }) => subject.namespace],
    ["cluster", "identity", ({ subject }) => subject.cluster.name],
    ["identity", "identity", ({ identity }) => (identity ? `${identity.title}, ${identity.principal}` : "none")],
    ["use of the identity", "identity", ({ identity }) => identity?.trusts ?? "nobody"],
    [
      "login to the store",
      "identity",
      ({ storeLogin }) => (storeLogin ? `${storeLogin.title}, ${storeLogin.principal}` : "none"),
    ],
    ["secret store", "removed", ({ store }) => store],
    ["delivery of the Kubernetes objects", "changed", ({ delivery }) => delivery],
  ];
  return facts
    .map(([what, effect, of]) => [what, effect, (blueprint: Blueprint) => displayText(of(blueprint))] as const)
    .filter(([, , of]) => of(before) !== of(after))
    .map(([what, effect, of]) => ({
      effect,
      text: `The ${what} changes from ${of(before)} to ${of(after)}.`,
      about: [effect],
    }));
}

/** What the declaration knows of the world. Somebody else upgrades the Operator and builds the app. */
function statementChanges(before: Blueprint, after: Blueprint): Draft[] {
  const facts: readonly (readonly [what: string, of: (blueprint: Blueprint) => string])[] = [
    ["Operator's version", ({ versions }) => versions.operator],
    ["Mendix version", ({ versions }) => versions.mendix],
  ];
  return facts
    .filter(([, of]) => of(before) !== of(after))
    .map(([what, of]) => ({
      effect: "declared",
      text: `The ${what} is declared as ${of(after)}, before as ${of(before)}; nothing is upgraded by that.`,
    }));
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
      drafts.push({ effect: "secret", text, about }, ...leftInTheOpen(key, earlier, mounted));
    }
  }
  return drafts;
}

/** A value that was a setting is where settings were, whatever it is from now on. */
function leftInTheOpen(key: string, earlier: MountedKey, now: MountedKey): readonly Draft[] {
  if (earlier.source !== "setting" || now.source === "setting") return [];
  const places = "in Git, in older versions of its entry, and in backups of the state";
  return [{ effect: "secret", text: `The old value of ${key} stays in plain text ${places}: rotate it.` }];
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
  return drafts;
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
  return [...restartChanges(before, after), ...drafts];
}

/** Another fingerprint, or the first one in a MendixApp that had none of this library. */
function restartChanges(before: Blueprint, after: Blueprint): Draft[] {
  const becomesOwn = appMode(before) === "connected" && appMode(after) === "standalone";
  if (after.reader === "app" || (before.restart === after.restart && !becomesOwn)) return [];
  return [{ effect: "restart", text: restartText(after), about: ["restart"] }];
}

function restartText(after: Blueprint): string {
  if (appMode(after) === "connected") {
    return "Restart the app in the Mendix portal: what changes does not reach it while it runs.";
  }
  return after.manifests.directory === undefined
    ? "The app restarts."
    : "The app restarts when the manifests are applied.";
}

function stepChanges(before: Blueprint | undefined, after: Blueprint): Draft[] {
  const [old, now] = [stepsOf(before), stepsOf(after)];
  const about = ["steps"];
  const gone = [...old.keys()].filter((step) => !now.has(step));
  return [
    ...[...now].flatMap(([step, note]): Draft[] => {
      if (!old.has(step)) return [{ effect: "added", text: `A step for an administrator, ${step}`, about }];
      if (old.get(step) === note) return [];
      return [{ effect: "changed", text: `What is said of a step changes, ${step} (${note || "no note"})`, about }];
    }),
    ...gone.map((step): Draft => ({ effect: "changed", text: `A step is no longer asked for, ${step}`, about })),
  ];
}

/** Notes of the steps by who does what. */
function stepsOf(blueprint: Blueprint | undefined): ReadonlyMap<string, string> {
  const steps = blueprint?.steps ?? [];
  return new Map(steps.map(({ as, does, note = "" }) => [displayText(`${as}: ${does}`), displayText(note)]));
}
