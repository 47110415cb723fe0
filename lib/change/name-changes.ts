import type { Blueprint } from "../core/blueprint";
import { displayText } from "../core/text";
import { namesOf } from "../core/subject";
import type { Draft } from "./draft";
import { settingsOf } from "./settings";

/** The environments of a revision by the names of their stacks. */
type Revision = ReadonlyMap<string, Blueprint>;

/** What an empty state means where everything that it would hold is there. */
const EMPTY =
  "a new, empty state, in which Terraform makes everything again: AWS, Azure and Google refuse a name that exists, Vault and Kubernetes overwrite the values under it";

/** What becomes of the default names, and of the state, of an environment that is compared under one stack's name. */
export function nameChanges(before: Blueprint, after: Blueprint): Draft[] {
  const drafts: Draft[] = [];
  const [renamed, moved] = [!hasNamesOf(before, after), stateOf(before) !== stateOf(after)];
  if (moved) {
    const { name: stack = "" } = before.stack ?? {};
    const keep = renamed
      ? `Write ${namedAs(before)} to keep it.`
      : stack === after.stack?.name
        ? "Run terraform init -migrate-state in the stack's folder before the first plan."
        : `Write terraform: { stack: ${stack} } to keep it.`;
    drafts.push({ effect: "replaced", text: `The stack has ${EMPTY}. ${keep}` });
  }
  const gone = renamed ? goneNames(before, after) : [];
  if (gone.length > 0) {
    const text = `With the place of the environment its default names change (${gone.join(", ")}). Write ${namedAs(before)} to keep them, and with them values, files and variables.`;
    drafts.push({ effect: "replaced", text });
  }
  return drafts;
}

/** An environment that is new and was there under another stack's name: what to write so that it keeps its state. */
export function renameChanges(name: string, before: Revision, after: Revision): Draft[] {
  const now = after.get(name);
  if (!now || before.has(name)) return [];
  const gone = [...before].filter(([stack, { problems }]) => !after.has(stack) && problems.length === 0);
  const isOnly = [...after.keys()].filter((stack) => !before.has(stack)).length === 1 && gone.length === 1;
  const [found] = gone.filter(([, old]) => isSameApp(old, now, isOnly));
  if (!found) return [];
  const [stack, old] = found;
  const explicit = old.stack !== undefined && stack !== namesOf(old.subject).name;
  const lines = [...(hasNamesOf(old, now) ? [] : [namedAs(old)])];
  if (explicit || lines.length === 0) lines.push(`terraform: { stack: ${stack} }`);
  const text = `The same app was in the stack ${stack}. Under this name it has ${EMPTY}. Write ${lines.join(" and ")} to keep state, names and variables.`;
  return [{ effect: "replaced", text }];
}

function hasNamesOf(before: Blueprint, after: Blueprint): boolean {
  return namesText(before) === namesText(after);
}

function namesText({ subject }: Blueprint): string {
  const { cluster, namespace, name } = namesOf(subject);
  return [cluster, namespace, name].map(displayText).join("/");
}

/** The prop that keeps the names, as it is written. */
function namedAs({ subject }: Blueprint): string {
  const { cluster, namespace, name } = namesOf(subject);
  return `namedAs: { cluster: ${displayText(cluster)}, namespace: ${displayText(namespace)}, name: ${displayText(name)} }`;
}

function stateOf({ stack }: Blueprint): string {
  return stack?.state ?? "";
}

/** Kinds of names that the environment took and takes no more; who the pod is follows the declaration anyway. */
function goneNames(before: Blueprint, after: Blueprint): readonly string[] {
  const taken = new Set(after.claims.map(({ kind, name }) => `${kind} ${name}`));
  const gone = before.claims.filter(
    ({ kind, name, exclusive }) => exclusive !== false && kind !== "environment" && !taken.has(`${kind} ${name}`),
  );
  return [...new Set(gone.map(({ kind }) => kind))];
}

/** Two apps never share a database; where the declaration does not name it, the same keys have to do. */
function isSameApp(before: Blueprint, after: Blueprint, isOnly: boolean): boolean {
  const [old, now] = [databaseOf(before), databaseOf(after)];
  if (old.length > 0 || now.length > 0) return JSON.stringify(old) === JSON.stringify(now);
  const keys = ({ keys }: Blueprint) => JSON.stringify(keys.map(({ key }) => key).sort());
  return isOnly && keys(before) === keys(after);
}

function databaseOf(blueprint: Blueprint): readonly (readonly [string, string])[] {
  const settings = [...settingsOf(blueprint)].filter(([key]) => /^database-(host|name|jdbc-url)$/.test(key));
  return settings.sort(([a], [b]) => (a < b ? -1 : 1));
}
