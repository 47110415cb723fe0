import { closest, distance } from "fastest-levenshtein";

/** A question for the name that was meant, or nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const meant = meantBy(name, names);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

/** Longest text that is taken for a name with a slip in it: to compare longer ones takes long. */
const LONGEST = 200;

/** The nearest of some names, where it is near enough to be a slip of the pen, or the only one that begins so. */
export function meantBy(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0 || name.length > LONGEST) return undefined;
  const nearest = closest(name, [...names]);
  const [begun, ...more] = names.filter((candidate) => name !== "" && candidate.startsWith(name));
  if (distance(name, nearest) <= Math.max(2, Math.floor(name.length / 4))) return nearest;
  return more.length === 0 ? begun : undefined;
}
