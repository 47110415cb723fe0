import { quote } from "./problem";
import type { Share } from "./share";
import { didYouMean } from "./did-you-mean";

/** Checks a value of an enumeration: a JavaScript caller, or a cast, can write any text. */
export function checkChoice(
  share: Share,
  prop: string,
  value: string | undefined,
  choices: Readonly<Record<string, string>>,
): void {
  const allowed = Object.values(choices);
  if (value === undefined || allowed.includes(value)) return;
  const near = typeof value === "string" && value.length > 2 ? didYouMean(value, allowed) : "";
  const message = `${quote(value)} is none of the choices: ${allowed.join(", ")}.${near}`;
  share.problem("MX-CHOICE", prop, message, `Write one of ${allowed.join(", ")}.`);
}
