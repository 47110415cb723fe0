import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";
import { isPath } from "./api-path";

/** How the CSI provider trusts Vault. Paths are files in the CSI provider's pods: mount them there. */
export interface VaultTls {
  /**
   * File with the CA that signed Vault's certificate.
   *
   * @default - the CSI provider's own trust
   */
  readonly caCertPath?: string;
  /**
   * Directory with such files.
   *
   * @default - none
   */
  readonly caDirectory?: string;
  /**
   * Name that Vault's certificate has, where it is not the address's host.
   *
   * @default - the host
   */
  readonly serverName?: string;
  /**
   * File with a client certificate; together with `clientKeyPath`.
   *
   * @default - none
   */
  readonly clientCertPath?: string;
  /**
   * File with its key.
   *
   * @default - none
   */
  readonly clientKeyPath?: string;
  /**
   * Takes whoever answers for Vault: the pod's token goes to anyone on the network path.
   *
   * @default false
   */
  readonly unsafeSkipVerify?: boolean;
}

/** A service of the cluster by its whole name. A shorter one is searched for, and may be found outside. */
const SERVICE = /^[^.]+(\.[^.]+)+\.svc(\.cluster\.local)?\.?$/;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const EXAMPLES =
  'Write address: "https://vault.example.com:8200", or "http://vault.vault.svc:8200" for a Vault in the cluster.';

/** Checks the address that the CSI provider reads from. The pod's token travels there. */
export function checkAddress(share: Share, address: string | undefined, prop = "store.address"): void {
  if (address === undefined || isToken(address)) return;
  const url = parseUrl(address);
  const report = (message: string, fix: string) => share.problem("MX-VAULT-ADDRESS", prop, message, fix);
  if (url?.username || url?.password) {
    report("The address holds a user name or a password.", EXAMPLES);
  } else if (/[{}<>]/.test(address)) {
    const filled = quote(address.replace(/[{}<>]/g, ""));
    report(
      `${quote(address)} holds a placeholder that is still to be filled in.`,
      `Write your own names, like ${filled}.`,
    );
  } else if (
    !url ||
    /\s/.test(address) ||
    !/^https?:$/.test(url.protocol) ||
    !/^\/?$/.test(url.pathname) ||
    url.search ||
    url.hash
  ) {
    report(`${quote(address)} is not the address of a Vault: https://HOST:PORT, no path.`, EXAMPLES);
  } else if (LOOPBACK.test(url.hostname)) {
    share.warnings.push(
      `The CSI provider reads from ${address}, which is its own pod: a Vault elsewhere is not found there.`,
    );
  } else if (url.protocol === "http:" && !SERVICE.test(url.hostname)) {
    report(
      `${quote(address)} sends the pod's token and the secrets unencrypted, and ${url.hostname} is not the whole name of a service of the cluster.`,
      `Write ${quote(`https://${url.host}`)}; http is for ${serviceLike(url)} only.`,
    );
  }
}

/** What a service of the cluster would be called that somebody wrote with a shorter name. */
function serviceLike({ hostname, port }: URL): string {
  const [name = "", namespace, ...more] = hostname.replace(/\.svc$/, "").split(".");
  if (more.length > 0) return "HOST.NAMESPACE.svc";
  return quote(`http://${name}.${namespace ?? "NAMESPACE"}.svc${port && `:${port}`}`);
}

/** Checks the namespace of Vault Enterprise or OpenBao. */
export function checkNamespace(share: Share, namespace: string | undefined, prop: string): void {
  if (namespace === undefined || (isPath(namespace) && namespace !== "root")) return;
  share.problem(
    isToken(namespace) ? "MX-TOKEN" : "MX-VAULT-NAMESPACE",
    prop,
    `${isToken(namespace) ? "A Terraform token" : quote(namespace)} is not a namespace: its full path without slashes at the ends, known at synthesis.`,
    'Write namespace: "acme/mendix", or leave it out for the root namespace.',
  );
}

/** Checks the trust in Vault, and says loudly where there is none. */
export function checkTls(share: Share, tls: VaultTls | undefined, address: string | undefined): void {
  if (tls === undefined) return;
  const { unsafeSkipVerify, ...trust } = tls;
  const given = Object.entries(trust).filter(([, value]) => value !== undefined);
  for (const [prop, value] of given.filter(([name]) => name !== "serverName")) {
    if (typeof value === "string" && value.startsWith("/")) continue;
    const message = `${quote(value)} is not the absolute path of a file in the CSI provider's pod.`;
    share.problem("MX-VAULT-TLS", `store.tls.${prop}`, message, `Write ${prop}: "/vault/tls/ca.crt".`);
  }
  if ((tls.clientCertPath === undefined) !== (tls.clientKeyPath === undefined)) {
    const message = "A client certificate and its key come together.";
    share.problem("MX-VAULT-TLS", "store.tls", message, "Write clientCertPath and clientKeyPath, or neither.");
  }
  if (address?.startsWith("http:")) {
    const message = `${quote(address)} has no TLS to configure.`;
    share.problem("MX-VAULT-TLS", "store.tls", message, "Take tls out, or write an https address.");
  }
  if (unsafeSkipVerify && given.length > 0) {
    const message = `unsafeSkipVerify makes ${given.map(([prop]) => prop).join(", ")} void: no certificate is checked.`;
    share.problem("MX-VAULT-TLS", "store.tls.unsafeSkipVerify", message, "Take unsafeSkipVerify out.");
  }
  if (unsafeSkipVerify) {
    share.warnings.push("The CSI provider does not verify Vault's certificate (unsafeSkipVerify).");
  }
}

/** The parameters of the SecretProviderClass that say how to reach and trust Vault. */
export function connectionParameters(address: string | undefined, namespace: string | undefined, tls: VaultTls = {}) {
  const parameters = {
    vaultAddress: address,
    vaultNamespace: namespace,
    vaultCACertPath: tls.caCertPath,
    vaultCADirectory: tls.caDirectory,
    vaultTLSServerName: tls.serverName,
    vaultTLSClientCertPath: tls.clientCertPath,
    vaultTLSClientKeyPath: tls.clientKeyPath,
    // An empty text is an error to the provider, so the parameter is left out rather than "false".
    vaultSkipTLSVerify: tls.unsafeSkipVerify ? "true" : undefined,
  };
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
