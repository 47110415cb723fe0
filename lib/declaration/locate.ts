import type { PropPath } from "../core/prop-path";
import type { MapEntry, Mark, SourceNode } from "./source";

export { formatProp, parseProp } from "../core/prop-path";
export type { PropPath } from "../core/prop-path";

/** Where a prop stands in the files, as far as it is written there. */
export interface Place {
  /** Path in the file, kinds included: `database`, `postgresql`, `host`. */
  readonly path: PropPath;
  /** The entry of a map, or undefined for an item of a list and for the whole file. */
  readonly entry: MapEntry | undefined;
  readonly node: SourceNode;
  /** Whether the whole path was found; otherwise the place is the nearest thing around it. */
  readonly exact: boolean;
}

/**
 * Finds a path in a file. Props do not name the kind that a file names (`database.host` stands under
 * `database.postgresql.host`), so a map with one key is looked through.
 */
export function locate(root: SourceNode, path: PropPath): Place {
  let place: Place = { path: [], entry: undefined, node: root, exact: path.length === 0 };
  for (const [index, part] of path.entries()) {
    const next = step(place, part) ?? throughKind(place, part);
    if (!next) return { ...place, exact: false };
    place = { ...next, exact: index === path.length - 1 };
  }
  return place;
}

function step({ node, path }: Place, part: string | number): Place | undefined {
  if (node.kind === "list" && typeof part === "number") {
    const item = node.items[part];
    return item && { path: [...path, part], entry: undefined, node: item, exact: true };
  }
  const entry = node.kind === "map" ? node.entries.get(String(part)) : undefined;
  return entry && { path: [...path, part], entry, node: entry.node, exact: true };
}

function throughKind(place: Place, part: string | number): Place | undefined {
  if (place.node.kind !== "map" || place.node.entries.size !== 1) return undefined;
  const [kind] = place.node.entries.keys();
  const inner = kind === undefined ? undefined : step(place, kind);
  return inner && step(inner, part);
}

/** Where an editor should jump to: the value, or the key where the value stands on other lines or is missing. */
export function markOf({ entry, node, exact }: Place): Mark {
  if (!entry) return node.mark;
  const { file, end } = entry.key;
  const sameFile = node.mark.file === file;
  const sameLine = sameFile && !file.text.slice(end, node.mark.start).includes("\n");
  return exact && sameLine && node.kind === "scalar" ? node.mark : entry.key;
}
