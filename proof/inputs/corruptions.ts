import { Token } from "cdktf";
import * as fc from "fast-check";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";

type Loose = Record<string, unknown>;

/** A value that has no business where it is put. */
export const nonsense: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "", " ", 0, -1, NaN, true, [], {}, () => 1, Symbol("x"), 10n, "__proto__"),
  fc.constantFrom<unknown>(Object.create(null), new Date(0), new Map(), /x/, "\u0000", "a".repeat(100_000), "\uD800"),
  fc.constantFrom<unknown>(Token.asString({ creationStack: [], resolve: () => "x", toString: () => "x" })),
  fc.constantFrom<unknown>(Token.asNumber({ creationStack: [], resolve: () => 1, toString: () => "x" })),
  fc.anything({ maxDepth: 2 }),
);

/** Props of an environment, and of the parts in it, that a corruption can hit. */
const PLACES: readonly (readonly [part: string | undefined, key: string])[] = [
  ...["name", "namespace", "cluster", "versions", "store", "identity", "database", "storage", "app", "delivery"].map(
    (key) => [undefined, key] as const,
  ),
  ...["adminPassword", "debuggerPassword", "constants", "runtimeSettings"].map((key) => [undefined, key] as const),
  ...["operator", "mendix"].map((key) => ["versions", key] as const),
  ...["name", "oidcProviderArn", "account", "region"].map((key) => ["cluster", key] as const),
  ...["region", "account", "name", "layout", "kmsKeyArn", "recoveryWindowInDays", "replicas", "tags", "existing"].map(
    (key) => ["store", key] as const,
  ),
  ...["roleName", "path", "maxSessionDuration", "tags", "alsoTrust"].map((key) => ["identity", key] as const),
  ...["host", "name", "username", "password", "authentication", "tls", "jdbcUrl"].map(
    (key) => ["database", key] as const,
  ),
  ...["bucket", "region", "prefix", "endpoint", "accessKeyId", "secretAccessKey", "performDelete", "kmsKeyArn"].map(
    (key) => ["storage", key] as const,
  ),
  ...["sourceUrl", "appUrl", "replicas", "dtapMode"].map((key) => ["app", key] as const),
];

export interface Corruption {
  readonly place: string;
  readonly value: unknown;
  readonly apply: (props: MendixSecretStoreEnvironmentProps) => MendixSecretStoreEnvironmentProps;
}

export const corruption: fc.Arbitrary<Corruption> = fc
  .tuple(fc.constantFrom(...PLACES), nonsense)
  .map(([[part, key], value]) => ({
    place: part === undefined ? key : `${part}.${key}`,
    value,
    apply: (props) => (part === undefined ? { ...props, [key]: value } : corruptPart(props, part, key, value)),
  }));

/** Another part of the same class, with one prop that is not what its type says. */
function corruptPart(props: MendixSecretStoreEnvironmentProps, part: string, key: string, value: unknown) {
  const original = (props as unknown as Record<string, Loose>)[part];
  if (original === undefined) return props;
  const copy = Object.assign(Object.create(Object.getPrototypeOf(original) as object) as Loose, original);
  const inner = copy["props"];
  if (typeof inner === "object" && inner !== null) copy["props"] = { ...inner, [key]: value };
  else copy[key] = value;
  return { ...props, [part]: copy };
}
