import { misplacedSecrets } from "../core/misplaced-secrets";
import { quote } from "../core/problem";
import type { Share } from "../core/share";

/** Refuses a plain secret in what becomes the MendixApp. */
export function refuseSecret(share: Share, prop: string, what: string, fix: string): void {
  const message = `It holds ${what}, and it would stand in the MendixApp for everyone to read.`;
  share.problem("MX-SECRET-PLAIN", prop, message, fix);
}

/** Refuses every plain secret in options whose names are not this library's. */
export function refuseSecretOptions(share: Share, prop: string, options: unknown, fix: string): void {
  for (const { path, what } of misplacedSecrets(options)) {
    const steps = path.map((step) => `[${quote(step)}]`);
    refuseSecret(share, prop + steps.join(""), what, fix);
  }
}
