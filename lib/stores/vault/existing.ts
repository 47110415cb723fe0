import type { Share } from "../../core/share";
import type { ExistingEntry } from "../store-layout";
import { checkExistingKeys, checkProperties } from "../../engine/key-rules";
import { absoluteName, checkKvMount, checkKvPath, checkMount, KvVersion } from "./api-path";

/** An entry that somebody else made. */
export interface ExistingVaultEntry {
  /** Path in the mount, for example `mendix/orders-database`; without the mount and without `data/`. */
  readonly path: string;
  /** Keys of the catalogue that it holds. */
  readonly keys: readonly string[];
  /**
   * Properties of the entry that hold keys under other names than their own, by the key.
   *
   * @default - each key is a property of its own name
   */
  readonly propertyNames?: Readonly<Record<string, string>>;
  /**
   * KV engine that it is in.
   *
   * @default - the store's mount
   */
  readonly mount?: string;
  /**
   * Version of that engine.
   *
   * @default KvVersion.V2
   */
  readonly kvVersion?: KvVersion;
}

/** The entry under the name that the store's plan has for it. */
export function namedEntry(storeMount: string, entry: ExistingVaultEntry): ExistingEntry {
  const { path, keys, mount = storeMount, kvVersion = KvVersion.V2 } = entry;
  const own = mount === storeMount && kvVersion === KvVersion.V2;
  return { name: own ? path : absoluteName(mount, path, kvVersion), keys };
}

/** Checks the existing entries of a declaration. */
export function checkExisting(share: Share, storeMount: string, existing: readonly ExistingVaultEntry[]): void {
  existing.forEach((entry, index) => {
    const prop = `store.existing[${index}]`;
    if (entry.mount !== undefined) checkMountOf(share, entry.mount, `${prop}.mount`, entry.kvVersion);
    checkKvPath(share, entry.mount ?? storeMount, entry.path, `${prop}.path`, entry.kvVersion);
    checkExistingKeys(share, entry.keys, `${prop}.keys`);
    checkProperties(share, entry, prop);
  });
}

function checkMountOf(share: Share, mount: string, prop: string, version?: KvVersion): void {
  if (version === KvVersion.V1) checkMount(share, mount, prop, "kv");
  else checkKvMount(share, mount, prop);
}
