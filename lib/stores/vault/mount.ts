import type { Entry } from "../../core/entry";
import { keysOf } from "../../core/entry";
import type { RemoteValue } from "../../core/parts";
import type { DeclaredKey } from "../../core/share";
import { SecretValue } from "../../core/secret-value";
import { withYaml } from "../../core/yaml";
import { apiPathOf } from "./api-path";
import type { ExistingVaultEntry } from "./existing";

/**
 * The parameters of the SecretProviderClass, with its objects: one file for each key, read from one property of an
 * entry. A secret's own entry has its key as the property.
 *
 * @see https://developer.hashicorp.com/vault/docs/platform/k8s/csi/configurations
 */
export function withMountedObjects<T extends object>(
  parameters: T,
  mount: string,
  entries: readonly Entry[],
  held: Held,
): T & { readonly objects: string } {
  const properties = propertiesOf(held);
  const objects = entries.flatMap((entry) =>
    keysOf(entry).map((key) => ({
      objectName: key,
      secretPath: apiPathOf(mount, entry.name),
      secretKey: properties.get(key) ?? key,
    })),
  );
  return withYaml(parameters, "objects", objects);
}

/** Where each key lies, for what reads the entries from outside the pod: mount and path, as the command line has them. */
export function remoteValues(
  mount: string,
  entries: readonly Entry[],
  held: Held,
): Readonly<Record<string, RemoteValue>> {
  const properties = propertiesOf(held);
  const values = entries.flatMap((entry) => {
    const path = entry.name.startsWith("/") ? entry.name.slice(1) : `${mount}/${entry.name}`;
    return keysOf(entry).map((key) => [key, { key: path, property: properties.get(key) ?? key }] as const);
  });
  return Object.fromEntries(values);
}

/** What says under which property an entry holds a key. */
export interface Held {
  readonly declared: readonly DeclaredKey[];
  readonly existing: readonly ExistingVaultEntry[];
}

function propertiesOf({ declared, existing }: Held): ReadonlyMap<string, string | undefined> {
  const ofEntries = existing.flatMap(({ propertyNames }) => Object.entries(propertyNames ?? {}));
  return new Map([...ofEntries, ...declared.map(({ key, value }) => [key, propertyOf(value)] as const)]);
}

/** Property that the declaration names; without one it is named as the key. */
function propertyOf(value: DeclaredKey["value"]): string | undefined {
  return SecretValue.isSecretValue(value) && value.origin.kind === "external" ? value.origin.property : undefined;
}
