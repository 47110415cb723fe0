import { createHash } from "node:crypto";

/** Most characters of the readable part. */
const READABLE_MAX = 240;

/** Most characters of a name of one component, which stands without a hash. */
const SINGLE_MAX = 255;

/**
 * Name of a block in its stack, as cdktf makes it of construct ids: the readable part of all of them, and eight digits
 * of a hash that tells them apart. A public contract: another name would be another resource.
 *
 * @param ids Ids below the stack, the outermost first.
 */
export function logicalId(ids: readonly string[]): string {
  const components = ids.filter((id) => id !== "Default");
  const [only = ""] = components;
  if (components.length === 1 && readable(only).length <= SINGLE_MAX) return readable(only);
  const hash = createHash("md5").update(components.join("/")).digest("hex").slice(0, 8).toUpperCase();
  const human = withoutDuplicates(components)
    .filter((id) => id !== "Resource")
    .map(readable)
    .join("_");
  return `${human.slice(0, READABLE_MAX)}_${hash}`;
}

function readable(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, "");
}

/** An id that the one before it ends with says nothing new. */
function withoutDuplicates(ids: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const id of ids) if (!kept.at(-1)?.endsWith(id)) kept.push(id);
  return kept;
}
