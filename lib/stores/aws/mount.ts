import type { Entry } from "../../core/entry";
import type { Context, RemoteValue, StoreContext } from "../../core/parts";
import { defined } from "../../core/defined";
import { fitName } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { withYaml } from "../../core/yaml";
import { type AwsPlace, parseArn } from "../../clouds/aws/arn";
import { PodIdentity } from "../../clouds/aws/pod-identity";
import type { ExistingSecret } from "./existing";
import type { AwsSecretsManagerProps } from "./props";

const FILE_NAME = { max: 200, forbidden: /[^A-Za-z0-9_.-]/g, replacement: "_" };

interface MountedObject {
  readonly objectName: string;
  readonly objectType?: "secretsmanager";
  readonly objectAlias: string;
  readonly jmesPath?: readonly { readonly path: string; readonly objectAlias: string }[];
  readonly failoverObject?: { readonly objectName: string };
}

/**
 * Parameters of the SecretProviderClass as the AWS provider's parser takes them.
 *
 * @see https://github.com/aws/secrets-store-csi-driver-provider-aws
 */
export function secretProviderClassParameters(
  context: StoreContext,
  place: AwsPlace,
  props: AwsSecretsManagerProps,
  entries: readonly Entry[],
): Readonly<Record<string, string>> {
  const objects = entries.flatMap((entry) => mountedObjects(entry, context, props));
  const parameters: Record<string, string> = withYaml({ region: place.region }, "objects", objects);
  if (props.failoverRegion) parameters["failoverRegion"] = props.failoverRegion;
  if (usesPodIdentity(context)) parameters["usePodIdentity"] = "true";
  return parameters;
}

function usesPodIdentity({ identity }: Context): boolean {
  return identity instanceof PodIdentity;
}

/**
 * A secret of its own is one file; a document is one file for each key, and the document itself under its alias.
 * Several keys may be the whole value of one existing secret: the parser takes that as objects of different aliases.
 */
function mountedObjects(entry: Entry, context: StoreContext, props: AwsSecretsManagerProps): readonly MountedObject[] {
  const base = {
    objectName: entry.name,
    // A full ARN says the type itself; the parser refuses a second word on it only when they differ.
    ...(parseArn(entry.name) ? {} : { objectType: "secretsmanager" as const }),
    ...(props.failoverRegion ? { failoverObject: { objectName: entry.name } } : {}),
  };
  const paths = pathsOf(entry, context, props.existing);
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

/** Where each key lies, for what reads the secrets from outside the pod. */
export function remoteValues(
  context: StoreContext,
  { existing }: AwsSecretsManagerProps,
  entries: readonly Entry[],
): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) =>
    pathsOf(entry, context, existing).map(
      ({ key, property }) => [key, defined({ key: entry.name, property })] as const,
    ),
  );
  return Object.fromEntries(values);
}

interface KeyPath {
  readonly key: string;
  /** Property of the entry's JSON document, where the key is not the whole value. */
  readonly property: string | undefined;
}

function pathsOf(entry: Entry, context: StoreContext, existing: readonly ExistingSecret[] = []): readonly KeyPath[] {
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
function propertyOf(key: string, context: StoreContext, existing: readonly ExistingSecret[]): string | undefined {
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
