import type { Blueprint, KeySource, MountedKey } from "../core/blueprint";
import { keysOf, type Entry } from "../core/entry";
import { PLACEHOLDER } from "../core/placeholder";
import { displayText } from "../core/text";

/** What a page says of one entry of the store, or of all settings where each has an entry of its own. */
export interface EntryPhrase {
  readonly name: string;
  /** How many values of what kind: "11 settings", "secret", "generated". */
  readonly kind: string;
  /** Where the values come from, or which keys they are. */
  readonly detail: string;
  /** Where the values come from. */
  readonly source: string;
  readonly keys: readonly string[];
}

const SOURCES: Readonly<Record<KeySource, string>> = {
  setting: "the declaration",
  variable: "a variable",
  ephemeral: "an ephemeral value",
  generated: "once, kept",
  external: "by somebody else, before the app starts",
};

/** Every entry that the pod reads; settings are one, so that a page is as long for a store with an entry per key. */
export function entryPhrases(blueprint: Blueprint): readonly EntryPhrase[] {
  const [first, ...others] = blueprint.entries.filter(({ content }) => content.kind === "settings");
  return blueprint.entries
    .filter((entry) => !others.includes(entry))
    .map((entry) => phraseOf(blueprint, entry, entry === first ? others : []));
}

function phraseOf(blueprint: Blueprint, entry: Entry, others: readonly Entry[]): EntryPhrase {
  const entries = [entry, ...others];
  const mounted = blueprint.keys.filter((key) => entries.some(({ id }) => id === key.entry));
  const keys = entries.flatMap(keysOf);
  return {
    name: nameOf(entries.map(({ name }) => displayText(name))),
    kind: kindOf(entry, mounted.length),
    detail: detailOf(entry, keys, mounted),
    source: sourceOf(mounted),
    keys,
  };
}

/** One name, or what several begin with: `prod-mendix-crm-*`. */
function nameOf([first = "", ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  const length = [...first].findIndex((_, index) => others.some((name) => !name.startsWith(first.slice(0, index + 1))));
  const common = first.slice(0, length);
  const prefix = common.slice(0, Math.max(common.lastIndexOf("/"), common.lastIndexOf("-")) + 1);
  return prefix === "" ? "one for each setting" : `${prefix}*`;
}

function kindOf({ content }: Entry, count: number): string {
  switch (content.kind) {
    case "settings":
      return count === 1 ? "1 setting" : `${count} settings`;
    case "document":
      return count === 1 ? "1 key" : `${count} keys`;
    case "secret":
      return content.value.origin.kind === "generated" ? "generated" : "secret";
    case "container":
      return "to fill";
    case "existing":
      return "existing";
  }
}

function detailOf({ content }: Entry, keys: readonly string[], mounted: readonly MountedKey[]): string {
  if (content.kind !== "secret" && content.kind !== "container") return shortList(keys, 3);
  const [key] = mounted;
  if (key?.variable) return `from TF_VAR_${key.variable}`;
  return key?.source === "ephemeral" ? `from ${SOURCES.ephemeral}` : SOURCES[key?.source ?? "external"];
}

function sourceOf(mounted: readonly MountedKey[]): string {
  const sources = mounted.map(({ source, variable }) => {
    if (variable !== undefined) return `TF_VAR_${variable}`;
    if (source === "generated") return "generated once";
    return source === "external" ? "written by somebody else" : SOURCES[source];
  });
  return shortList([...new Set(sources)], 2);
}

/** The first few of a list, and that there are more. */
function shortList(items: readonly string[], count: number): string {
  const shown = items.slice(0, count).join(", ");
  return items.length > count ? `${shown}, ...` : shown;
}

/** Variables that hold the secrets of an entry: `TF_VAR_orders_database_password`. */
export function variablesOf({ variables }: Pick<Blueprint, "variables">, entry: Entry): readonly string[] {
  const keys = keysOf(entry);
  return variables.filter(({ key }) => keys.includes(key)).map(({ name }) => `TF_VAR_${name}`);
}

/** Documents of several values, of which a change of one writes all. */
export function documentPhrases(blueprint: Blueprint): readonly string[] {
  return blueprint.entries.flatMap((entry) => {
    if (entry.content.kind !== "document" || keysOf(entry).length < 2) return [];
    const names = variablesOf(blueprint, entry);
    if (names.length === 0) return [];
    return [
      `A change of any key of ${displayText(entry.name)} writes every value of it: export the real ${names.join(", ")} then, or ${PLACEHOLDER} to have the write refused.`,
    ];
  });
}
