import type { Entry } from "../../core/entry";
import type { Context, StoreContext } from "../../core/parts";
import { fitName } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { PodIdentity } from "../../clouds/aws/pod-identity";

const FILE_NAME = { max: 200, forbidden: /[^A-Za-z0-9_.-]/g, replacement: "_" };

/** An object of a SecretProviderClass as the AWS provider's parser takes it, of whichever of its two stores. */
export interface MountedObject {
  readonly objectName: string;
  readonly objectType?: "secretsmanager" | "ssmparameter";
  readonly objectAlias: string;
  readonly jmesPath?: readonly { readonly path: string; readonly objectAlias: string }[];
  readonly failoverObject?: { readonly objectName: string };
}

/** An entry of somebody else's, as far as its keys tell where they lie in it. */
export interface KeyHolder {
  readonly keys: readonly string[];
  readonly propertyNames?: Readonly<Record<string, string>>;
  /** @default true */
  readonly json?: boolean;
}

/** A key of an entry, and where it lies in it. */
export interface KeyPath {
  readonly key: string;
  /** Property of the entry's JSON document, where the key is not the whole value. */
  readonly property: string | undefined;
}

/**
 * An entry of its own is one file; a document is one file for each key, and the document itself under its alias.
 * Several keys may be the whole value of one existing entry: the parser takes that as objects of different aliases.
 */
export function objectsOf(
  entry: Entry,
  base: Omit<MountedObject, "objectAlias" | "jmesPath">,
  paths: readonly KeyPath[],
): readonly MountedObject[] {
  const whole = paths.filter(({ property }) => property === undefined);
  const jmesPath = paths.flatMap(({ key, property }) =>
    property === undefined ? [] : [{ path: quoteIdentifier(property), objectAlias: key }],
  );
  const [alias = `document-${fitName(entry.id, FILE_NAME)}`, ...others] = whole.map(({ key }) => key);
  return [
    { ...base, objectAlias: alias, ...(jmesPath.length > 0 ? { jmesPath } : {}) },
    ...others.map((other) => ({ ...base, objectAlias: other })),
  ];
}

/** Parameters that say whose identity the provider takes. */
export function identityParameters({ identity }: Context): Readonly<Record<string, string>> {
  return identity instanceof PodIdentity ? { usePodIdentity: "true" } : {};
}

/** Where the keys of an entry lie. */
export function pathsOf(entry: Entry, context: StoreContext, existing: readonly KeyHolder[] = []): readonly KeyPath[] {
  const { content } = entry;
  switch (content.kind) {
    case "secret":
    case "container":
      return [{ key: content.key, property: undefined }];
    case "settings":
      return Object.keys(content.values).map((key) => ({ key, property: key }));
    case "document":
      return Object.keys(content.secrets).map((key) => ({ key, property: key }));
    case "existing":
      return content.keys.map((key) => ({ key, property: propertyOf(key, context, existing) }));
  }
}

/** Property of an existing entry that holds a key: what its declaration names, else the key itself. */
function propertyOf(key: string, context: StoreContext, existing: readonly KeyHolder[]): string | undefined {
  const declared = context.keys.find((candidate) => candidate.key === key);
  if (declared && SecretValue.isSecretValue(declared.value)) {
    return declared.value.origin.kind === "external" ? declared.value.origin.property : key;
  }
  const holder = existing.find(({ keys }) => keys.includes(key));
  return holder?.json === false ? undefined : (holder?.propertyNames?.[key] ?? key);
}

/** Keys hold hyphens and dots, so JMESPath needs them as quoted identifiers. */
function quoteIdentifier(property: string): string {
  return JSON.stringify(property);
}
