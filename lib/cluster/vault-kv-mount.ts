import type { ProviderObject } from "../core/provider-handle";
import type { Construct } from "constructs";
import { Share } from "../core/share";
import { checkKvMount } from "../stores/vault/api-path";
import { checkNamespace } from "../stores/vault/connection";
import { checkVersions } from "../stores/vault/checks";
import type { Resource, Resources } from "../core/resource";
import { Reference, Verbatim } from "../core/expression";
import { placeArguments, resourceIn } from "../stores/vault/common";
import { mountScope, VaultPart } from "./vault-part";

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

/**
 * The KV engine, version 2, that the entries of environments are in.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2
 */
export class VaultKvMount extends VaultPart {
  constructor(scope: Construct, id: string, props: VaultKvMountProps = {}) {
    const mount = props.mount ?? "secret";
    super(scope, id, {
      name: mount,
      props,
      describe: () => describe(mount, props),
      resources: () => resources(mount, props),
    });
  }
}

function describe(mount: string, props: VaultKvMountProps): Share {
  const share = new Share();
  checkKvMount(share, mount, "mount");
  checkNamespace(share, props.namespace, "namespace");
  checkVersions(share, props.maxVersions, "maxVersions");
  share.claims.push({ kind: "Vault mount", scope: mountScope(props.namespace), name: mount, prop: "mount" });
  return share;
}

/** The engine, and how many versions it keeps. */
function resources(mount: string, props: VaultKvMountProps): Resources {
  const engine: Resource = {
    ...resourceIn(props),
    type: "vault_mount",
    path: "mount",
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
    path: "configuration",
    arguments: {
      ...placeArguments(props),
      mount: props.existingMount ? mount : new Reference(engine.path, "path"),
      max_versions: props.maxVersions,
    },
  };
  return [...(props.existingMount ? [] : [engine]), ...(props.maxVersions === undefined ? [] : [configuration])];
}
