import type { Blueprint } from "../core/blueprint";
import type { Entry } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";

/** The entries that resources of the stack make: not those of somebody else, nor a path that who fills it makes. */
export function madeIn({ entries, resources }: Blueprint): readonly Entry[] {
  const own = entries.filter(({ content }) => content.kind !== "existing");
  if (own.length === 0) return [];
  const parts = partsOf(resources.filter(({ kind }) => kind === "resource"));
  return own.filter(({ id }) => parts.has(pathOf(id)));
}

/** Ids in the paths of resources; that of an entry is in the path of each of its resources. */
export function partsOf(resources: readonly Pick<Resource, "path">[]): ReadonlySet<string> {
  return new Set(resources.flatMap(({ path }) => path.split("/")));
}
