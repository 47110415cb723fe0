import { parse } from "yaml";
import { resolved, resourcesOf } from "../../support/resolved";
import type { Deployed } from "../deployed";

/** Where the pod goes with its token, read off what it mounts and not off the library's policy. */
export interface VaultNeeds {
  readonly name: string;
  readonly namespace: string;
  /** Who issues the tokens of the cluster's pods. */
  readonly issuer: string;
  readonly audience: string;
  /** Paths of Vault's API that are read. */
  readonly paths: readonly string[];
}

/** Issuer and audience of an API server that is told nothing else. */
export const API_SERVER = "https://kubernetes.default.svc";

/** Whether a token is the one that every pod has. */
export function isForApiServer({ audience, issuer }: Pick<VaultNeeds, "audience" | "issuer">): boolean {
  return audience === issuer || audience === API_SERVER;
}

export function needsOf(deployed: Deployed): VaultNeeds {
  const { props, blueprint } = deployed;
  const { name, namespace, cluster } = props;
  const issuer = cluster.issuer ?? API_SERVER;
  const { mount } = blueprint;
  if (mount.kind === "SecretProviderClass") {
    const { audience, objects } = mount.parameters;
    const mounted = parse(String(objects)) as readonly { readonly secretPath: string }[];
    const paths = [...new Set(mounted.map(({ secretPath }) => secretPath))];
    return { name, namespace, issuer, audience: String(audience), paths };
  }
  // The platform logs in with the token that every pod has: it is for the API server.
  const audience = cluster.kind === "EKS" ? API_SERVER : issuer;
  return { name, namespace, issuer, audience, paths: writtenPaths(deployed) };
}

/** Entries that the stack makes: what is mounted nowhere names none. */
function writtenPaths({ configuration }: Deployed): readonly string[] {
  return resourcesOf(configuration, "vault_kv_secret_v2").map(
    ({ mount, name }) => `${resolved(mount)}/data/${resolved(name)}`,
  );
}
