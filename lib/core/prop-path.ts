/** Where a prop stands: the steps to it. */
export type PropPath = readonly (string | number)[];

/** Parts of a prop's path: `constants["Shop.Title"]` is `constants` and `Shop.Title`. */
export function parseProp(prop: string): PropPath {
  const parts = prop.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, name]) => {
    if (quoted !== undefined) return JSON.parse(`"${quoted}"`) as string;
    return index !== undefined ? Number(index) : (name ?? "");
  });
}

/** A path as messages write it. */
export function formatProp(path: PropPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}
