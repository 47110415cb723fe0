import { closest, distance } from "fastest-levenshtein";

/** The nearest of some names, where it is near enough to be a slip of the pen, or the only one that begins so. */
export function didYouMean(name: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const nearest = closest(name, [...names]);
  const [begun, ...more] = names.filter((candidate) => name !== "" && candidate.startsWith(name));
  if (distance(name, nearest) <= Math.max(2, Math.floor(name.length / 4))) return ` Did you mean ${nearest}?`;
  return begun !== undefined && more.length === 0 ? ` Did you mean ${begun}?` : "";
}
