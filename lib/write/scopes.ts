import type { Blueprint } from "../core/blueprint";

/** Ids of an environment's parts, whatever is in them: users find the constructs by these. They come before all else. */
export function scopesOf({ identity }: Pick<Blueprint, "identity">): readonly string[] {
  return ["store", "objects", ...(identity ? ["identity"] : [])];
}
