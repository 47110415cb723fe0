import { keysOf, type Entry } from "../../core/entry";
import type { RemoteValue, StoreContext } from "../../core/parts";
import { defined } from "../../core/defined";
import { withYaml } from "../../core/yaml";
import { propertyOf, type ExistingGoogleSecret } from "./existing";
import { parseReference, resourceOf } from "./reference";

/** What the mount reads of the store's props. */
export interface MountProps {
  readonly existing?: readonly ExistingGoogleSecret[];
  readonly pinnedVersions?: Readonly<Record<string, string>>;
}

/**
 * Parameters of the SecretProviderClass as the provider's parser takes them: `secrets`, not `objects`, and the identity
 * is the pod's own unless `auth` says otherwise.
 *
 * @see https://github.com/GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp
 */
export function secretProviderClassParameters(
  context: StoreContext,
  project: string,
  props: MountProps,
  entries: readonly Entry[],
): Readonly<Record<string, string>> {
  const secrets = entries.flatMap((entry) =>
    keysOf(entry).map((key) => {
      const property = entry.content.kind === "existing" ? propertyOf(key, context, props.existing ?? []) : undefined;
      return {
        resourceName: `${resourceOf(entry, project)}/versions/${props.pinnedVersions?.[key] ?? "latest"}`,
        fileName: key,
        ...(property === undefined ? {} : { extractJSONKey: property }),
      };
    }),
  );
  return withYaml({}, "secrets", secrets);
}

/** Where each key lies, for what reads the project's secrets from outside the pod; those of other projects it can't name. */
export function remoteValues(
  context: StoreContext,
  project: string,
  props: MountProps,
  entries: readonly Entry[],
): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) => {
    const reference = parseReference(entry.name, project);
    if (reference?.project !== project || reference.location !== undefined) return [];
    return keysOf(entry).map((key) => {
      const property = entry.content.kind === "existing" ? propertyOf(key, context, props.existing ?? []) : undefined;
      return [key, defined({ key: reference.id, property, version: props.pinnedVersions?.[key] })] as const;
    });
  });
  return Object.fromEntries(values);
}
