import type { Blueprint } from "../core/blueprint";

/** Id of the construct that a declaration is in its stack: a public contract, because logical ids are made of it. */
export const CONSTRUCT_IDS = { app: "environment", platform: "platform", cluster: "cluster" } as const;

/** Ids of an environment's parts, whatever is in them: users find the constructs by these. They come before all else. */
export function scopesOf({ identity, reader }: Pick<Partial<Blueprint>, "identity" | "reader">): readonly string[] {
  if (reader === "nobody") return [];
  return ["store", "objects", ...(identity ? ["identity"] : [])];
}
