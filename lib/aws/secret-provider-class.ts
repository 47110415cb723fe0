import type { Entry } from "../blueprint/entry";
import type { Context, StoreContext } from "../blueprint/parts";
import { SecretValue } from "../values/secret-value";
import { withYaml } from "../values/yaml";
import type { AwsPlace } from "./arn";
import { parseArn } from "./arn";
import { PodIdentity } from "./pod-identity";
import type { AwsSecretsManagerProps } from "./secrets-manager";

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
  const objects = entries.map((entry) => mountedObject(entry, context, props));
  const parameters: Record<string, string> = withYaml({ region: place.region }, "objects", objects);
  if (props.failoverRegion) parameters["failoverRegion"] = props.failoverRegion;
  if (usesPodIdentity(context)) parameters["usePodIdentity"] = "true";
  return parameters;
}

function usesPodIdentity({ identity }: Context): boolean {
  return identity instanceof PodIdentity;
}

/** A secret of its own is one file; a document is one file for each key, and the document itself under its alias. */
function mountedObject(entry: Entry, context: StoreContext, props: AwsSecretsManagerProps): MountedObject {
  const base = {
    objectName: entry.name,
    // A full ARN says the type itself; the parser refuses a second word on it only when they differ.
    ...(parseArn(entry.name) ? {} : { objectType: "secretsmanager" as const }),
    ...(props.failoverRegion ? { failoverObject: { objectName: entry.name } } : {}),
  };
  const paths = pathsOf(entry, context);
  const [first] = paths;
  if (paths.length === 1 && first && first.property === undefined) return { ...base, objectAlias: first.key };
  return {
    ...base,
    objectAlias: `document-${entry.id.replace(/[^A-Za-z0-9_.-]+/g, "_")}`,
    jmesPath: paths.map(({ key, property }) => ({ path: quoteIdentifier(property ?? key), objectAlias: key })),
  };
}

interface KeyPath {
  readonly key: string;
  /** Property of the entry's JSON document, where the key is not the whole value. */
  readonly property: string | undefined;
}

function pathsOf(entry: Entry, context: StoreContext): readonly KeyPath[] {
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
      return content.keys.map((key) => ({ key, property: propertyOf(key, context) }));
  }
}

/** A key of an existing entry: the property that its declaration names, else the key itself. */
function propertyOf(key: string, context: StoreContext): string | undefined {
  const declared = context.keys.find((candidate) => candidate.key === key);
  if (!declared || !SecretValue.isSecretValue(declared.value)) return key;
  return declared.value.origin.kind === "external" ? declared.value.origin.property : key;
}

/** Keys hold hyphens and dots, so JMESPath needs them as quoted identifiers. */
function quoteIdentifier(property: string): string {
  return JSON.stringify(property);
}
