import { KvSecretBackendV2 } from "@cdktf/provider-vault/lib/kv-secret-backend-v2";
import { Mount } from "@cdktf/provider-vault/lib/mount";
import type { Construct } from "constructs";
import { defined } from "../../values/defined";
import type { VaultKvMountProps } from "../vault-kv-mount";

/** Mounts the engine, and says how many versions it keeps. */
export function bindKvMount(scope: Construct, mount: string, props: VaultKvMountProps): void {
  const place = defined({ provider: props.provider, namespace: props.namespace });
  const engine = props.existingMount
    ? undefined
    : new Mount(scope, "mount", {
        ...place,
        path: mount,
        type: "kv",
        options: { version: "2" },
        description: "Settings and secrets of Mendix apps",
        lifecycle: { preventDestroy: !props.allowDestroy },
      });
  if (props.maxVersions === undefined) return;
  new KvSecretBackendV2(scope, "configuration", {
    ...place,
    mount: engine?.path ?? mount,
    maxVersions: props.maxVersions,
  });
}
