import type { Blueprint, KeySource, MountedKey } from "../blueprint/blueprint";
import { keysOf, type Entry } from "../blueprint/entry";
import type { Login } from "../blueprint/parts";
import { displayText } from "../values/text";

/** What a page says of one entry of the store, whatever it looks like. */
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

/** Every entry that the pod reads. */
export function entryPhrases(blueprint: Blueprint): readonly EntryPhrase[] {
  return blueprint.entries.map((entry) => {
    const mounted = blueprint.keys.filter((key) => key.entry === entry.id);
    return {
      name: displayText(entry.name),
      kind: kindOf(entry, mounted.length),
      detail: detailOf(entry, mounted),
      source: sourceOf(mounted),
      keys: keysOf(entry),
    };
  });
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

function detailOf(entry: Entry, mounted: readonly MountedKey[]): string {
  if (entry.content.kind !== "secret" && entry.content.kind !== "container") return shortList(keysOf(entry), 3);
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
export function shortList(items: readonly string[], count: number): string {
  const shown = items.slice(0, count).join(", ");
  return items.length > count ? `${shown}, ...` : shown;
}

/** Who the pod is: to its cloud, and to a store that has logins of its own. */
export function logins({ identity, storeLogin }: Blueprint): readonly Login[] {
  return [identity, storeLogin].filter((login) => login !== undefined);
}

/** What the pod may do, each thing once. */
export function mayPhrases(blueprint: Blueprint): readonly string[] {
  const granted = blueprint.grants.map(({ summary }) => summary);
  const may = logins(blueprint).flatMap((login) => login.may ?? []);
  return [...new Set([...granted, ...may])];
}

/** What is made, as a person counts it: "3 secrets, 1 role, ServiceAccount". */
export function createsPhrase({ creates }: Blueprint): string {
  return Object.entries(creates)
    .map(([kind, count]) => (/^[A-Z]/.test(kind) && count === 1 ? kind : `${count} ${plural(kind, count)}`))
    .join(", ");
}

function plural(kind: string, count: number): string {
  if (count === 1) return kind;
  return kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}

export function gatePhrase({ feature, needs }: Blueprint["gates"][number]): string {
  return `${feature}: ${needs.map((need) => `${need.what} ${need.version} (yours ${need.yours})`).join(", ")}`;
}

/** What a change restarts, and what reaches the running app. */
export function restartPhrase({ keys }: Blueprint): string {
  const live = keys.filter(({ appliesLive }) => appliesLive).map(({ key }) => key);
  const rest = "a new way to log in or another key restarts the app";
  return live.length === 0 ? rest : `${live.join(", ")} apply live; ${rest}`;
}

/** The command that deploys the environment. */
export function nextPhrase(blueprint: Blueprint): string {
  const variables = blueprint.variables.map(({ name }) => `TF_VAR_${name}=... `);
  return `${variables.join("")}npx cdktf-cli@0.21 deploy ${blueprint.subject.name}`;
}

/** Where the environment is: "mendix @ prod (EKS)". */
export function placePhrase({ subject }: Blueprint): string {
  return `${subject.namespace} @ ${subject.cluster.name} (${subject.cluster.kind})`;
}
