import { Reference } from "../core/expression";
import type { DeclaredKey, Share } from "../core/share";
import { appliesLive } from "./key-rules";
import { atLeast } from "../catalogue/versions";
import { fingerprint, isToken } from "../core/names";
import { SecretValue } from "../core/secret-value";

/**
 * Fingerprint of everything that reaches the app only through a restart: ways of authentication, settings, revisions
 * of secrets that do not apply live. It stands in a pod annotation, so a change of one of them restarts the app.
 *
 * A token's text depends on the order of construction, so a value that is not known here counts as such only.
 */
export function restartTrigger(shares: readonly Share[], keys: readonly DeclaredKey[], mendix: string): string {
  const choices = shares.flatMap((share) => Object.entries(share.restartOn));
  const values = keys
    .filter(({ key }) => !appliesLive(key, (version) => atLeast(mendix, version)))
    .map(({ key, value }): [string, string] => [key, stableText(value)]);
  return fingerprint(JSON.stringify([...choices, ...values].sort(([a], [b]) => (a < b ? -1 : 1))));
}

function stableText(value: DeclaredKey["value"]): string {
  if (Reference.isReference(value)) return value.id;
  if (!SecretValue.isSecretValue(value)) return isToken(value) ? "token" : value;
  const { origin } = value;
  return "revision" in origin ? `${origin.kind} ${origin.revision}` : origin.kind;
}
