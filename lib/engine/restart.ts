import { Reference } from "../core/expression";
import type { MountedKey } from "../core/blueprint";
import type { Entry } from "../core/entry";
import { keysOf } from "../core/entry";
import type { IdentityShare, StoreShare } from "../core/parts";
import type { DeclaredKey, Share } from "../core/share";
import { REPLACES } from "../catalogue/replaces";
import type { Resource } from "../core/resource";
import { fingerprint, isToken } from "../core/names";
import { SecretValue } from "../core/secret-value";
import { fragmentsOf } from "../core/text";

/** What a restart is decided by. */
export interface RestartFacts {
  readonly shares: readonly Share[];
  readonly keys: readonly DeclaredKey[];
  readonly mounted: readonly MountedKey[];
  readonly store: StoreShare;
  readonly identity: IdentityShare | undefined;
  /** Environment variables of the runtime, as the MendixApp has them. */
  readonly variables: unknown;
}

/**
 * Fingerprint of everything that reaches the app only through a restart: which keys are mounted and where each comes
 * from, values and revisions that do not apply live, who the pod is, its labels and environment variables. It stands in
 * a pod annotation, so a change of one of them restarts the app.
 *
 * A token's text depends on the order of construction, so a value that is not known here counts as such only.
 */
export function restartTrigger({ shares, keys, mounted, store, identity, variables }: RestartFacts): string {
  const live = new Set(mounted.filter(({ appliesLive }) => appliesLive).map(({ key }) => key));
  const facts: (readonly [string, unknown])[] = [
    ...shares.flatMap((share) => Object.entries(share.restartOn)),
    ...keys.filter(({ key }) => !live.has(key)).map(({ key, value }) => [key, stableValue(value)] as const),
    ...store.entries.flatMap((entry) => sources(entry, store, live)),
    ["who", identityFacts(identity, store)],
    ["labels", Object.assign({}, ...shares.map(({ podLabels }) => podLabels))],
    ["variables", variables ?? null],
  ];
  const texts = facts.map(([name, fact]): [string, string] => [name, stable(fact)]);
  return fingerprint(JSON.stringify(texts.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Where each mounted key comes from. A pinned version of one that applies live is a new value and no other place. */
function sources(
  entry: Entry,
  { remoteValues }: StoreShare,
  live: ReadonlySet<string>,
): (readonly [string, unknown])[] {
  return keysOf(entry).map((key) => {
    const { key: remote, property, version } = remoteValues?.[key] ?? {};
    return [`from ${key}`, [entry.name, remote ?? "", property ?? "", live.has(key) ? "" : (version ?? "")]];
  });
}

/** An identity that is made anew is another one under the same name: running pods would keep the old one. */
function identityFacts(identity: IdentityShare | undefined, { login }: StoreShare): unknown {
  return [
    identity ? [identity.principal, identity.role?.arn ?? "", identity.serviceAccountAnnotations] : "none",
    identity?.resources
      .filter(isIdentity)
      .map(({ type, path, arguments: given }) => [
        path,
        (REPLACES[type]?.arguments ?? []).map((name) => given[name] ?? ""),
      ]) ?? [],
    login?.principal ?? "",
  ];
}

function isIdentity({ kind, type }: Resource): boolean {
  return (
    kind === "resource" && ["aws_iam_role", "azurerm_user_assigned_identity", "google_service_account"].includes(type)
  );
}

function stableValue(value: DeclaredKey["value"]): unknown {
  if (!SecretValue.isSecretValue(value)) return value;
  const { origin } = value;
  // The first generated value has been without a revision, and apps run with that trigger.
  if (!("revision" in origin) || (origin.kind === "generated" && origin.revision === 1)) return origin.kind;
  return `${origin.kind} ${origin.revision}`;
}

/** What the text of a value holds where a token or a reference is in it. */
const UNKNOWN = /\{TfToken\[|known after apply\)/;

/** Texts as they are: one that is known alone stands for itself, as it always has. */
function stable(value: unknown): string {
  if (Reference.isReference(value)) return value.id;
  if (typeof value === "string") return stableText(value);
  const text = JSON.stringify(value);
  // Most values are known here, and to look at each part of them takes ten times as long.
  if (!UNKNOWN.test(text)) return text;
  return JSON.stringify(value, (_, inner: unknown) => {
    if (Reference.isReference(inner)) return inner.id;
    return typeof inner === "string" ? stableText(inner) : inner;
  });
}

function stableText(text: string): string {
  if (!isToken(text)) return text;
  return fragmentsOf(text)
    .map((part) => (part.token ? "token" : part.text))
    .join("");
}
