import type { ProviderObject } from "../core/provider-handle";
import { Share } from "../core/share";
import { checkKvMount } from "../stores/vault/api-path";
import { checkNamespace } from "../stores/vault/connection";
import { checkVersions } from "../stores/vault/checks";
import type { Resource, Resources } from "../core/resource";
import { Reference, Verbatim } from "../core/expression";
import { placeArguments, resourceIn } from "../stores/vault/common";
import { mountScope, pathIn } from "./mount-scope";

export interface VaultKvMountProps {
  /**
   * Where the engine is mounted; environments name it as their store's `mount`.
   *
   * @default "secret"
   */
  readonly mount?: string;
  /**
   * Whether the engine is mounted already. Then only its configuration is written, as far as it is given.
   *
   * @default false
   */
  readonly existingMount?: boolean;
  /**
   * Versions that an entry keeps, 1 to 100, where the environment says nothing.
   *
   * @default - Vault's: 10
   */
  readonly maxVersions?: number;
  /**
   * Whether Terraform may unmount the engine. That deletes every entry in it, of all environments.
   *
   * @default false
   */
  readonly allowDestroy?: boolean;
  /**
   * Namespace of Vault Enterprise or OpenBao, by its full path.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /**
   * Provider of the Vault.
   *
   * @default - the stack's Vault provider
   */
  readonly provider?: ProviderObject;
}

/** Where the engine is mounted, if nothing else is said. */
export const DEFAULT_KV_MOUNT = "secret";

/** Checks the engine, and claims its mount. */
export function describeKvMount(mount: string, props: VaultKvMountProps): Share {
  const share = new Share();
  checkKvMount(share, mount, "mount");
  checkNamespace(share, props.namespace, "namespace");
  checkVersions(share, props.maxVersions, "maxVersions");
  share.claims.push({ kind: "Vault mount", scope: mountScope(props.namespace), name: mount, prop: "mount" });
  return share;
}

/**
 * The engine, and how many versions it keeps.
 *
 * @param at Path below which they stand; empty where the part is a construct of its own.
 */
export function kvMountResources(mount: string, props: VaultKvMountProps, at = ""): Resources {
  const engine: Resource = {
    ...resourceIn(props),
    type: "vault_mount",
    path: pathIn(at, "mount"),
    arguments: {
      ...placeArguments(props),
      path: mount,
      type: "kv",
      options: new Verbatim({ version: "2" }),
      description: "Settings and secrets of Mendix apps",
    },
    lifecycle: { preventDestroy: !props.allowDestroy },
  };
  const configuration: Resource = {
    ...resourceIn(props),
    type: "vault_kv_secret_backend_v2",
    path: pathIn(at, "configuration"),
    arguments: {
      ...placeArguments(props),
      mount: props.existingMount ? mount : new Reference(engine.path, "path"),
      max_versions: props.maxVersions,
    },
  };
  return [...(props.existingMount ? [] : [engine]), ...(props.maxVersions === undefined ? [] : [configuration])];
}
