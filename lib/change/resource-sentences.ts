import type { Blueprint } from "../core/blueprint";
import { keysOf } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";
import { RESTART_ANNOTATION } from "../engine/objects";
import { displayText } from "../core/text";
import type { Draft } from "./draft";
import { join } from "./leaves";
import { resourceChanges, type LeafChange } from "./resource-changes";

/** More than these in one argument are no longer read one by one. */
const MOST = 12;

/** Arguments that hold the settings of an entry under their keys. */
const DOCUMENTS = ["secret_string", "data_json"];
/** Arguments that hold the one setting of an entry. */
const SINGLE = ["value", "secret_data"];

/**
 * What differs between the resources of two revisions and no other sentence says, as the argument of the resource. It
 * is what makes a review complete: nothing that is written differs without a line.
 *
 * @param told What the sentences before were about.
 */
export function resourceSentences(before: Blueprint, after: Blueprint, told: ReadonlySet<string>): Draft[] {
  const { added, removed, changed } = resourceChanges(before.resources, after.resources);
  const isTold = (topics: readonly string[]) => topics.some((topic) => told.has(topic));
  const keys = new Map([...entryKeys(before), ...entryKeys(after)]);
  return [
    ...removed
      .filter((resource) => !isTold(topicsOf(resource, keys)))
      .map((resource): Draft => ({ effect: "removed", text: `${nameOf(resource)} is destroyed.` })),
    ...added
      .filter((resource) => !isTold(topicsOf(resource, keys)))
      .map((resource): Draft => ({ effect: "added", text: `${nameOf(resource)} is made.` })),
    ...leafSentences(changed.filter((change) => !isTold(leafTopics(change, keys)))),
  ];
}

/** A change of a leaf in the reader's words: `tags.team of aws_iam_role identity/role changes from a to b.` */
export function leafText(what: string, of: string, from: string | undefined, to: string | undefined): string {
  const place = of === "" ? what : `${what} of ${of}`;
  if (from === undefined) return `${place} is new: ${shown(to ?? "")}.`;
  if (to === undefined) return `${place} goes; it was ${shown(from)}.`;
  return `${place} changes from ${shown(from)} to ${shown(to)}.`;
}

/** Keys of each entry by the path that its resources begin with. */
type EntryKeys = ReadonlyMap<string, readonly string[]>;

function entryKeys({ entries }: Blueprint): EntryKeys {
  return new Map(entries.map((entry) => [pathOf(entry.id), keysOf(entry)]));
}

/** What a sentence has to be about to tell of a resource that comes or goes. */
function topicsOf(resource: Resource, keys: EntryKeys): readonly string[] {
  if (resource.carries !== undefined) return ["grant"];
  return keysIn(resource, keys).map((key) => `key ${key}`);
}

function leafTopics({ resource, leaf }: LeafChange, keys: EntryKeys): readonly string[] {
  const { type, path, kind } = resource;
  const argument = leaf.split(/[.[]/)[0] ?? "";
  if (kind === "output") return ["steps"];
  if (type === "kubernetes_manifest" || type === "kubernetes_annotations") return objectTopics(path, leaf, argument);
  if (type === "aws_iam_role_policy") return argument === "policy" ? ["grant"] : [];
  if (resource.carries !== undefined) return ["grant"];
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

function leafSentences(changes: readonly LeafChange[]): Draft[] {
  const groups = new Map<string, LeafChange[]>();
  for (const change of changes) {
    const argument = change.leaf.split(/[.[]/)[0] ?? "";
    const group = `${nameOf(change.resource)} ${argument}`;
    groups.set(group, [...(groups.get(group) ?? []), change]);
  }
  return [...groups.values()].flatMap((group): Draft[] => {
    const [first] = group;
    if (first && group.length > MOST) {
      const argument = first.leaf.split(/[.[]/)[0] ?? "";
      return [
        { effect: "changed", text: `${argument} of ${nameOf(first.resource)} changes in ${group.length} places.` },
      ];
    }
    return group.map(({ resource, leaf, from, to }) => ({
      effect: "changed",
      text: leafText(leaf, nameOf(resource), from, to),
    }));
  });
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
