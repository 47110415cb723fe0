import type { Entry } from "../../core/entry";
import type { Context, RemoteValue, StoreContext } from "../../core/parts";
import { defined } from "../../core/defined";
import { fitName } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { toYaml, withYaml } from "../../core/yaml";
import type { Expression, Template } from "../../core/expression";
import { withExpressions } from "../../core/settings";
import { arnOf } from "../../clouds/aws/arn";
import { parseArn } from "../../core/aws-arn";
import { PodIdentity } from "../../clouds/aws/pod-identity";
import type { ExistingSecret } from "./existing";
import { failoverName, objectName, type NamingRequest } from "./object-name";

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
  request: NamingRequest,
  entries: readonly Entry[],
): Readonly<Record<string, string | Template>> {
  const { place, props } = request;
  const unknown = new Map<string, Expression>();
  const objects = entries.flatMap((entry) => mountedObjects(entry, context, request, unknown));
  const parameters: Record<string, string | Template> = withYaml(
    { region: place.region },
    "objects",
    objects,
    (mounted) => (unknown.size === 0 ? toYaml(mounted) : withExpressions(toYaml(mounted), unknown)),
  );
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
function mountedObjects(
  entry: Entry,
  context: StoreContext,
  request: NamingRequest,
  unknown: Map<string, Expression>,
): readonly MountedObject[] {
  const { place, props } = request;
  const { failoverRegion } = props;
  const arnIn = (region: string) => arnOf({ ...place, region }, "secretsmanager", `secret:${entry.name}`);
  const name = objectName(entry, request);
  const failover = failoverRegion && failoverName(name, place, failoverRegion);
  const byName = typeof name === "string" && !parseArn(name);
  const base = {
    objectName: shown(name, arnIn(place.region), unknown),
    // A full ARN says the type itself; the parser refuses a second word on it only when they differ.
    ...(byName ? { objectType: "secretsmanager" as const } : {}),
    ...(failover ? { failoverObject: { objectName: shown(failover, arnIn(failoverRegion ?? ""), unknown) } } : {}),
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

/** What stands in the text for an ARN that only an apply makes known: all of it but the six characters at its end. */
function shown(name: string | Expression, arn: string, unknown: Map<string, Expression>): string {
  if (typeof name === "string") return name;
  const text = `${arn}-(known after apply)`;
  unknown.set(text, name);
  return text;
}

/** Where each key lies, for what reads the secrets from outside the pod. */
export function remoteValues(
  context: StoreContext,
  request: NamingRequest,
  entries: readonly Entry[],
): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) =>
    pathsOf(entry, context, request.props.existing).map(
      ({ key, property }) => [key, defined({ key: objectName(entry, request), property })] as const,
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
