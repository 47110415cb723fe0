import type { Resource } from "../core/resource";
import { isEqual } from "./equal";
import { leafDifferences, leavesOf, type LeafDifference } from "./leaves";

/** A difference in a resource that is there in both revisions. */
export interface LeafChange extends LeafDifference {
  readonly resource: Resource;
}

/** What differs between the resources of two revisions. */
export interface ResourceChanges {
  readonly added: readonly Resource[];
  readonly removed: readonly Resource[];
  readonly changed: readonly LeafChange[];
}

/** Compares resources by their address, which a path and a type make, and by everything that they hold. */
export function resourceChanges(before: readonly Resource[], after: readonly Resource[]): ResourceChanges {
  const [old, now] = [byAddress(before), byAddress(after)];
  return {
    added: after.filter((resource) => !old.has(addressOf(resource))),
    removed: before.filter((resource) => !now.has(addressOf(resource))),
    changed: [...now].flatMap(([address, resource]) => {
      const earlier = old.get(address);
      if (!earlier || isSame(earlier, resource)) return [];
      return leafDifferences(leavesOf(earlier), leavesOf(resource)).map((leaf) => ({ ...leaf, resource }));
    }),
  };
}

/** A provider is compared by its name and alias, which its construct tells when it is asked. */
function isSame({ provider: its, ...one }: Resource, { provider, ...other }: Resource): boolean {
  return String(its) === String(provider) && isEqual(one, other);
}

function byAddress(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [addressOf(resource), resource]));
}

function addressOf({ kind, type, path, logicalId = "" }: Resource): string {
  return [kind, type, path, logicalId].join(" ");
}
