import { childSchema, isChoice, mapSchema, type JsonSchema } from "./json-schema";
import type { MapEntry, MapNode, SourceNode } from "./source";

/**
 * An environment over its defaults: maps are merged key by key, everything else is replaced whole, and a null takes a
 * default out (JSON Merge Patch). Where a map names a kind, another kind replaces it: a SQL Server does not inherit
 * what was said of a PostgreSQL.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function merge(root: JsonSchema, defaults: SourceNode, own: SourceNode): SourceNode {
  return mergeAt(root, root, defaults, own);
}

function mergeAt(root: JsonSchema, schema: JsonSchema | undefined, base: SourceNode, over: SourceNode): SourceNode {
  if (base.kind !== "map" || over.kind !== "map") return over;
  const known = schema && mapSchema(root, schema);
  if (known && isChoice(known) && !sameKind(base, over)) return over;
  const entries = new Map<string, MapEntry>(base.entries);
  for (const [key, entry] of over.entries) {
    const earlier = base.entries.get(key);
    if (earlier === undefined) entries.set(key, entry);
    else if (isNull(entry.node)) entries.delete(key);
    else {
      const child = known && childSchema(root, known, key);
      entries.set(key, { key: entry.key, node: mergeAt(root, child, earlier.node, entry.node) });
    }
  }
  return { kind: "map", mark: over.mark, entries };
}

function sameKind(base: MapNode, over: MapNode): boolean {
  const [kind] = over.entries.keys();
  return over.entries.size === 1 && kind !== undefined && base.entries.has(kind);
}

function isNull(node: SourceNode): boolean {
  return node.kind === "scalar" && node.value === null;
}
