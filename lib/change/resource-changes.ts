import type { Resource } from "../core/resource";
import { leavesOf, type Leaves } from "./leaves";

/** A difference in a resource that is there in both revisions. */
export interface LeafChange {
  readonly resource: Resource;
  /** Path in the block: `tags.team`, `policy.Statement[0].Action[1]`. */
  readonly leaf: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
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
      return earlier && earlier !== resource ? leafChanges(resource, leavesOf(earlier), leavesOf(resource)) : [];
    }),
  };
}

function leafChanges(resource: Resource, before: Leaves, after: Leaves): readonly LeafChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .map((leaf) => ({ resource, leaf, from: before.get(leaf), to: after.get(leaf) }))
    .filter(({ from, to }) => from !== to);
}

function byAddress(resources: readonly Resource[]): ReadonlyMap<string, Resource> {
  return new Map(resources.map((resource) => [addressOf(resource), resource]));
}

function addressOf({ kind, type, path, logicalId = "" }: Resource): string {
  return [kind, type, path, logicalId].join(" ");
}
