import type { Blueprint } from "../core/blueprint";
import { keysOf } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";
import { RESTART_ANNOTATION } from "../engine/objects";
import { displayText } from "../core/text";
import type { Draft, Effect } from "./draft";
import { madeEntries } from "./grant-changes";
import { join, type LeafDifference } from "./leaves";
import { isReplacement, isVersion, type Replaced } from "./replaced";
import type { LeafChange, ResourceChanges } from "./resource-changes";
import { widens } from "./widening";

/** More than these in one argument are no longer read one by one. */
const MOST = 12;

/** Arguments that hold the settings of an entry under their keys. */
const DOCUMENTS = ["secret_string", "data_json"];
/** Arguments that make a permission, and what has to be told of them. */
const PERMISSION: Readonly<Record<string, readonly string[]>> = {
  policy: ["grant"],
  scope: ["grant"],
  role_definition_name: ["grant"],
  role: ["grant"],
  principal_id: ["identity"],
  member: ["identity"],
};
/** Arguments that hold the one setting of an entry. */
const SINGLE = ["value", "secret_data"];

/** What differs, and what of it is told already. */
export interface Differences {
  readonly changes: ResourceChanges;
  readonly replaced: readonly Replaced[];
  /** What the sentences before were about. */
  readonly told: ReadonlySet<string>;
}

/**
 * What differs between the resources of two revisions and no other sentence says, as the argument of the resource. It
 * is what makes a review complete: nothing that is written differs without a line.
 */
export function resourceSentences(before: Blueprint, after: Blueprint, differences: Differences): Draft[] {
  const { changes, replaced, told } = differences;
  const isTold = (topics: readonly string[]) => topics.some((topic) => told.has(topic));
  const keys = new Map([...entryKeys(before), ...entryKeys(after)]);
  const isOwn = (resource: Resource) => !isTold(topicsOf(resource, keys));
  return [
    ...goneSentences(changes.removed.filter(isOwn), after),
    ...changes.added
      .filter(({ kind }) => kind !== "removed")
      .filter(isOwn)
      .map((resource): Draft => ({ effect: "added", text: `${nameOf(resource)} is made.` })),
    ...leafSentences(
      changes.changed.filter((change) => !isTold(leafTopics(change, keys))),
      madeEntries(before, after),
    ),
    ...anewSentences(replaced),
  ];
}

/** What is no longer declared is destroyed, unless Terraform is told to forget it. */
function goneSentences(removed: readonly Resource[], after: Blueprint): Draft[] {
  const forgotten = new Set(after.resources.filter(({ kind }) => kind === "removed").map(({ path }) => path));
  return removed
    .filter(({ kind }) => kind !== "removed")
    .map((resource) =>
      forgotten.has(resource.path)
        ? { effect: "changed", text: `${nameOf(resource)} is forgotten and stays.` }
        : { effect: "removed", text: `${nameOf(resource)} is destroyed.` },
    );
}

/** What is made anew because something that it refers to is. */
function anewSentences(replaced: readonly Replaced[]): Draft[] {
  return replaced.flatMap(({ after, because }): Draft[] => {
    if (because === undefined || isVersion(after)) return [];
    return [{ effect: "replaced", text: `${nameOf(after)} is destroyed and made anew, because ${because} is.` }];
  });
}

/** A change of a leaf in the reader's words: `tags.team of aws_iam_role identity/role changes from a to b.` */
export function leafText(what: string, of: string, from: string | undefined, to: string | undefined): string {
  const place = of === "" ? what : `${what} of ${of}`;
  if (from === undefined) return `${place} is new: ${shown(to ?? "")}.`;
  if (to === undefined) return `${place} goes; it was ${shown(from)}.`;
  if (from === to) return `${place} is written in another form and means the same.`;
  return `${place} changes from ${shown(from)} to ${shown(to)}.`;
}

/** Keys of each entry by the path that its resources begin with. */
type EntryKeys = ReadonlyMap<string, readonly string[]>;

function entryKeys({ entries }: Blueprint): EntryKeys {
  return new Map(entries.map((entry) => [pathOf(entry.id), keysOf(entry)]));
}

/** What a sentence has to be about to tell of a resource that comes or goes. */
function topicsOf(resource: Resource, keys: EntryKeys): readonly string[] {
  if (resource.path.startsWith("objects/")) return [`made ${resource.path}`];
  if (resource.carries !== undefined) return ["grant"];
  return keysIn(resource, keys).map((key) => `key ${key}`);
}

function leafTopics(change: LeafChange, keys: EntryKeys): readonly string[] {
  const { resource, leaf } = change;
  if (isReplacement(change)) return [];
  if (leaf === "import") return [`import ${resource.path}`];
  const { type, path, kind } = resource;
  const argument = argumentOf(leaf);
  if (kind === "output") return ["steps"];
  if (type === "kubernetes_manifest" || type === "kubernetes_annotations") return objectTopics(path, leaf, argument);
  if (resource.carries !== undefined) return PERMISSION[argument] ?? [];
  const own = keysIn(resource, keys);
  if (DOCUMENTS.includes(argument)) {
    return own.filter((key) => leaf === join(argument, key)).map((key) => `key ${key}`);
  }
  const isValue = SINGLE.includes(argument) || /_wo(_version|_revision)?$/.test(argument);
  return isValue || kind === "variable" || kind === "ephemeral" ? own.map((key) => `key ${key}`) : [];
}

function objectTopics(path: string, leaf: string, argument: string): readonly string[] {
  if (leaf.includes(RESTART_ANNOTATION)) return ["restart"];
  const kind = (path.split("/").at(-1) ?? "").replace(/-annotations$/, "");
  return argument === "manifest" || argument === "annotations" ? [`object ${kind}`] : [];
}

/** Keys of the entry that a resource is a part of. */
function keysIn({ path }: Resource, keys: EntryKeys): readonly string[] {
  const ids = path.split("/");
  return ids.flatMap((id) => keys.get(id) ?? []);
}

/** One difference, in one resource or alike in several of a type: a tag that all secrets have. */
interface Alike extends LeafDifference {
  readonly of: string;
  readonly effect: Effect;
}

function leafSentences(changes: readonly LeafChange[], made: readonly string[]): Draft[] {
  const equal = grouped(changes, ({ resource, leaf, from, to }) =>
    JSON.stringify([resource.kind, resource.type, leaf, from, to]),
  );
  const alike = equal.flatMap((group): Alike[] =>
    group.slice(0, 1).map((change) => ({
      ...change,
      of: namesOf(group.map(({ resource }) => resource)),
      effect: effectOf(change, made),
    })),
  );
  return grouped(alike, ({ of, leaf }) => `${argumentOf(leaf)} of ${of}`).flatMap((group): Draft[] => {
    const [first] = group;
    if (first && group.length > MOST) {
      const text = `${argumentOf(first.leaf)} of ${first.of} changes in ${group.length} places.`;
      return [{ effect: "changed", text }];
    }
    return group.map(({ leaf, of, from, to, effect }) => {
      const text = leafText(leaf, of, from, to);
      return { effect, text: effect === "replaced" ? text.replace(/\.$/, ": it is destroyed and made anew.") : text };
    });
  });
}

function effectOf(change: LeafChange, made: readonly string[]): Effect {
  if (isReplacement(change)) return "replaced";
  if (!widens(change)) return "changed";
  return change.resource.type === "vault_policy" && made.some((name) => change.leaf.includes(`/${name}"]`))
    ? "added"
    : "widened";
}

function grouped<T>(items: readonly T[], by: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return [...groups.values()];
}

function argumentOf(leaf: string): string {
  return leaf.split(/[.[]/)[0] ?? "";
}

/** Resources of one type by their paths, or by how many they are. */
function namesOf(resources: readonly Resource[]): string {
  const [first, ...others] = resources;
  if (!first || others.length === 0 || first.type === "") return resources.map(nameOf).join(", ");
  const shown =
    others.length < 3 ? resources.map(({ path }) => path).join(", ") : `${first.path} and ${others.length} others`;
  return `${first.type} ${shown}`;
}

function nameOf({ kind, type, path, logicalId }: Resource): string {
  if (kind === "variable") return `variable ${logicalId ?? path}`;
  return type === "" ? `${kind} ${path}` : `${type} ${path}`;
}

function shown(value: string): string {
  const text = displayText(value).replace(/\s+/g, " ");
  if (text === "") return '""';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
