import type { Subject } from "./subject";
import { clusterIdentity } from "./subject";

/** Loopback and the private ranges of RFC 1918, RFC 6598 and RFC 4193. */
const PRIVATE_ADDRESS =
  /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[?(::1|f[cd][0-9a-f]{2}:|fe80:))/i;

/** Names that a cluster or a network of one's own resolves. */
const PRIVATE_NAME = /(^|\.)(svc|svc\.[^:]*|local|localhost|internal|lan|home\.arpa)\.?$/i;

/** Whether a host means another machine in another cluster: it has no name that all of them resolve alike. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/^https?:\/\//i, "").replace(/\/.*$/, "");
  const bare = name.startsWith("[") ? name : name.replace(/:\d+$/, "");
  return PRIVATE_ADDRESS.test(bare) || PRIVATE_NAME.test(bare) || !bare.includes(".");
}

/** Where names at a host are unique: at the host itself, or at the one of that name in one cluster. */
export function hostScope(host: string, { cluster }: Pick<Subject, "cluster">): string {
  const scope = host.toLowerCase();
  return isPrivateHost(host) ? `${scope} of ${clusterIdentity(cluster)}` : scope;
}
