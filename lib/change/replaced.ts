import { replaces, REPLACES } from "../catalogue/replaces";
import { isExpression, isSecretText, isVerbatim, Reference, type MaybeSecret } from "../core/expression";
import type { Resource } from "../core/resource";
import type { LeafChange, ResourceChanges } from "./resource-changes";

/** A resource that is destroyed and made anew under the same address. */
export interface Replaced {
  readonly before: Resource;
  readonly after: Resource;
  /** Path of the other resource that is made anew, where none of its own arguments changes. */
  readonly because?: string;
}

/** Versions of an entry: a provider replaces them by design, and what that means is told of their values. */
const VERSIONS = ["aws_secretsmanager_secret_version", "google_secret_manager_secret_version"];

/** Whether a change of an argument destroys something that a person counts. */
export function isReplacement({ resource: { type }, leaf }: LeafChange): boolean {
  return replaces(type, leaf) && !VERSIONS.includes(type);
}

export function isVersion({ type }: Pick<Resource, "type">): boolean {
  return VERSIONS.includes(type);
}

/**
 * Everything that Terraform destroys and makes anew: by an argument that can't change in place, or by one that refers
 * to what only the making of another such resource makes known. Resources stand in the order in which one waits for
 * another.
 */
export function replacedResources(
  before: readonly Resource[],
  after: readonly Resource[],
  { changed }: Pick<ResourceChanges, "changed">,
): readonly Replaced[] {
  const old = new Map(before.map((resource) => [`${resource.type} ${resource.path}`, resource]));
  const own = new Set(
    changed.filter(({ resource, leaf }) => replaces(resource.type, leaf)).map(({ resource }) => resource),
  );
  const replaced = new Map<string, Replaced>();
  for (const resource of after) {
    const earlier = old.get(`${resource.type} ${resource.path}`);
    if (!earlier || resource.kind !== "resource") continue;
    const because = causeOf(resource, replaced);
    if (own.has(resource)) replaced.set(resource.path, { before: earlier, after: resource });
    else if (because !== undefined) replaced.set(resource.path, { before: earlier, after: resource, because });
  }
  return [...replaced.values()];
}

/** Resources whose write-only arguments are written: those that are made, and those whose trigger is another one. */
export function writtenResources(
  { added, changed }: Pick<ResourceChanges, "added" | "changed">,
  replaced: readonly Replaced[],
): readonly Resource[] {
  const triggered = changed.filter(({ leaf }) => /_wo_(version|revision)\b/.test(leaf)).map(({ resource }) => resource);
  const all = [...added, ...replaced.map(({ after }) => after), ...triggered];
  return all.filter(({ writeOnly }) => writeOnly !== undefined);
}

function causeOf(resource: Resource, replaced: ReadonlyMap<string, Replaced>): string | undefined {
  const names = REPLACES[resource.type]?.arguments ?? [];
  const references = names.flatMap((name) => referencesIn(resource.arguments[name]));
  return references.find(({ of, attribute }) => {
    const cause = replaced.get(of);
    // What the other one is told stays known; what the provider computes does not.
    return cause !== undefined && cause.after.arguments[attribute] === undefined;
  })?.of;
}

/** References in a value, those inside a secret's expression included. */
export function referencesIn(value: unknown): readonly Reference[] {
  if (Reference.isReference(value)) return [value];
  if (typeof value !== "object" || value === null) return [];
  if (isSecretText(value)) return referencesIn(value.expression);
  if (isVerbatim(value)) return referencesIn(value.entries);
  if (isExpression(value)) return partsOf(value).flatMap(referencesIn);
  return Object.values(value).flatMap(referencesIn);
}

function partsOf(expression: Exclude<MaybeSecret, null> & object): readonly unknown[] {
  return Object.values(expression);
}
