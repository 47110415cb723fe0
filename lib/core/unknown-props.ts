import { didYouMean } from "./did-you-mean";
import { quote } from "./problem";
import type { Share } from "./share";

/** Every prop of an interface: one that is left out, or is none, does not compile. */
export type PropNames<P> = Readonly<Record<keyof P, true>>;

/**
 * Refuses props that don't exist, which JavaScript passes without a word: a misspelt one would have no effect.
 *
 * @param part Path of the part, for example `driver`; empty for the declaration itself.
 */
export function refuseUnknownProps<P extends object>(share: Share, part: string, props: P, known: PropNames<P>): void {
  const names = Object.keys(known);
  for (const name of Object.keys(props).filter((candidate) => !Object.hasOwn(known, candidate))) {
    share.problem(
      "MX-PROP-UNKNOWN",
      part === "" ? name : `${part}.${name}`,
      `There is no prop ${quote(name)} here.${didYouMean(name, names)}`,
      `Take it out, or write one of ${names.join(", ")}.`,
    );
  }
}
