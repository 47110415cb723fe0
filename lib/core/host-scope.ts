import { clusterIdentity, type Subject } from "./subject";

/** Loopback and the private ranges of RFC 1918, RFC 6598 and RFC 4193. */
const PRIVATE_ADDRESS =
  /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[?(::1|f[cd][0-9a-f]{2}:|fe80:))/;

/** Names that a cluster or a network of one's own resolves. */
const PRIVATE_NAME = /\.svc(\..+)?$|(^|\.)(local|localhost|internal|lan|home\.arpa)$/;

/** Whether a host means another machine in another cluster: it has no name that all of them resolve alike. */
export function isPrivateHost(host: string): boolean {
  const { name } = partsOf(host);
  return PRIVATE_ADDRESS.test(name) || PRIVATE_NAME.test(name) || !/[.[]/.test(name);
}

/**
 * Where names at a host are unique, in one spelling: at the host itself, or at the one that a cluster knows by that
 * name. A host without a dot is the service of the pod's namespace, as the cluster's DNS has it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function hostScope(host: string, { cluster, namespace }: Pick<Subject, "cluster" | "namespace">): string {
  const { scheme, name, rest } = partsOf(host);
  if (!isPrivateHost(host)) return `${scheme}${name}${rest}`;
  const isService = /^[^.:[\]]+$/.test(name) && name !== "localhost";
  const spelt = isService ? `${name}.${namespace}.svc` : name.replace(/\.svc\.cluster\.local$/, ".svc");
  return `${scheme}${spelt}${rest} of ${clusterIdentity(cluster)}`;
}

/** Scheme, name, and port with path of a host or of the URL of one; only the path tells case. */
function partsOf(host: string): { readonly scheme: string; readonly name: string; readonly rest: string } {
  const [, scheme = "", name = "", port = "", path = ""] =
    /^([a-z]+:\/\/)?(\[[^\]]*\]|[^:/]*)(:\d+)?(.*)$/is.exec(host) ?? [];
  return { scheme: scheme.toLowerCase(), name: name.toLowerCase().replace(/\.$/, ""), rest: port + path };
}
