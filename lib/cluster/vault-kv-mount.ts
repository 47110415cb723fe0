import type { Construct } from "constructs";
import { DEFAULT_KV_MOUNT, describeKvMount, kvMountResources, type VaultKvMountProps } from "./vault-kv";
import { VaultPart } from "./vault-part";

/**
 * The KV engine, version 2, that the entries of environments are in.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2
 */
export class VaultKvMount extends VaultPart {
  constructor(scope: Construct, id: string, props: VaultKvMountProps = {}) {
    const mount = props.mount ?? DEFAULT_KV_MOUNT;
    super(scope, id, {
      name: mount,
      props,
      describe: () => describeKvMount(mount, props),
      resources: () => kvMountResources(mount, props),
    });
  }
}
