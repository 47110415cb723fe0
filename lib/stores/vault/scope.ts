import { isPrivateHost } from "../../core/host-scope";
import { isToken } from "../../core/names";
import type { Cluster } from "../../core/cluster";
import { clusterIdentity } from "../../core/subject";

/** Where a Vault's names are unique; a Vault can be known by several. */
export interface VaultScope {
  readonly scope: string;
  readonly uncertain?: true;
}

/** A service of a cluster: its namespace, and what makes it one. */
const SERVICE = /^(?:[^.]+\.)+([^.]+)\.svc(?:\..+)?$/;
/** `vault.NAMESPACE`, which a pod finds as a service; a name of the world can look so as well. */
const SHORT_SERVICE = /^[^.]+\.([^.]+)$/;
/** Ports that one Vault answers at, behind a balancer or not. */
const USUAL_PORTS: readonly string[] = ["", "80", "443", "8200"];

/**
 * What a Vault is, so that two environments know that they mean the same one. Without an address it is the one that the
 * cluster's CSI provider is told of, and so is one whose host only the provider's pod knows: any other address in that
 * cluster may mean the same. A host without a public name is compared within one cluster only, and of a service
 * its namespace says which Vault it is: the chart makes several for one.
 */
export function vaultScopes(cluster: Cluster, address: string | undefined): readonly VaultScope[] {
  const inCluster = (name: string) => JSON.stringify([name, clusterIdentity(cluster)]);
  const ofProvider = inCluster("");
  const url = address === undefined || isToken(address) || !URL.canParse(address) ? undefined : new URL(address);
  if (!url) return [{ scope: ofProvider }];
  const host = url.hostname.replace(/\.$/, "");
  const port = USUAL_PORTS.includes(url.port) ? "" : `:${url.port}`;
  const perhaps = { scope: ofProvider, uncertain: true } as const;
  const [, namespace] = SERVICE.exec(host) ?? [];
  if (namespace !== undefined) return [{ scope: inCluster(`${namespace}.svc`) }, perhaps];
  if (!host.includes(".") || host.startsWith("127.") || host.startsWith("[::1]")) return [{ scope: ofProvider }];
  if (isPrivateHost(host)) return [{ scope: inCluster(host + port) }, perhaps];
  const [, short] = SHORT_SERVICE.exec(host) ?? [];
  const service = short === undefined ? [] : [{ scope: inCluster(`${short}.svc`), uncertain: true } as const];
  return [{ scope: host + port }, ...service, perhaps];
}
