import { withoutTrailing } from "./trailing";
import { isToken } from "./names";
import type { Claim } from "./claim";
import type { Cluster } from "./cluster";

/** What the default names of an environment are made of. */
export interface NamedAs {
  /** Name of a cluster; it need not be declared any more. */
  readonly cluster: string;
  /** Namespace that the environment was in. */
  readonly namespace: string;
  /** Internal name that it had. */
  readonly name: string;
}

/**
 * Who the pod is: a ServiceAccount in a namespace of a cluster. Every trust (IAM role, Vault role, federated
 * credential, `principal://` member) is built from it and never typed by a user.
 */
export interface Subject {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Internal name of the environment: name of the MendixApp, the ServiceAccount and the SecretProviderClass. */
  readonly name: string;
  /**
   * What default names are made of, where that is not who the pod is.
   *
   * @default - cluster, namespace and name
   */
  readonly namedAs?: NamedAs;
}

/** What default names, the stack and the variables of an environment are named after. */
export function namesOf({ cluster, namespace, name, namedAs }: Subject): NamedAs {
  return namedAs ?? { cluster: cluster.name, namespace, name };
}

/** The `sub` claim of the pod's ServiceAccount token. */
export function tokenSubject(subject: Pick<Subject, "namespace" | "name">): string {
  return `system:serviceaccount:${subject.namespace}:${subject.name}`;
}

/**
 * Cluster, namespace and name joined: the stem of every default cloud-side name. A token is refused where it stands;
 * nothing that is made of its text is reported once more.
 */
export function qualifiedName(subject: Subject, separator: string): string {
  const { cluster, namespace, name } = namesOf(subject);
  const parts = [cluster, namespace, name];
  return parts.map((part) => (isToken(part) ? "token" : part)).join(separator);
}

/** Issuers that clusters have by default: many have the same, each with keys of its own. */
const DEFAULT_ISSUER = /^(kubernetes|kubernetes\.default(\.svc(\..+)?)?|localhost)(:\d+)?$/;

/**
 * What a cluster is, whatever a declaration calls it: its issuer, which signs the tokens of its pods, as far as it is
 * known and no other cluster has it; then where it is and its name there.
 */
export function clusterIdentities(cluster: Cluster): readonly [issuer: string | undefined, named: string] {
  const { issuerHost, name, kind, account, region, project } = cluster;
  const named = JSON.stringify([kind, account ?? project ?? "", region ?? "", name]);
  const isOwn = issuerHost !== undefined && !isToken(issuerHost) && !DEFAULT_ISSUER.test(issuerHost);
  return [isOwn ? canonicalIssuer(issuerHost) : undefined, named];
}

/** The surest of what a cluster is known by. */
export function clusterIdentity(cluster: Cluster): string {
  const [issuer, named] = clusterIdentities(cluster);
  return issuer ?? named;
}

/** Hosts are told apart without case; the port of HTTPS and slashes at the end say nothing. */
function canonicalIssuer(issuer: string): string {
  const [host = "", ...path] = issuer.split("/");
  return withoutTrailing([host.toLowerCase().replace(/:443$/, ""), ...path].join("/"), "/");
}

/**
 * A claim on a name in a namespace of a cluster. Who knows the cluster by its issuer may mean the one that somebody else
 * knows by its name alone.
 */
export function claimsInNamespace({ cluster, namespace }: Subject, claim: Omit<Claim, "scope">): readonly Claim[] {
  const [issuer, named] = clusterIdentities(cluster);
  const claimIn = (identity: string): Claim => ({ ...claim, scope: JSON.stringify([identity, namespace]) });
  return issuer === undefined ? [claimIn(named)] : [claimIn(issuer), { ...claimIn(named), uncertain: true }];
}

/**
 * The claim on who a pod is. Whoever trusts the pod trusts every ServiceAccount of that issuer, namespace and name, so
 * a second environment that has them would be let in with the first one's permissions.
 */
export function subjectClaims(subject: Subject, prop: string): readonly Claim[] {
  return claimsInNamespace(subject, { kind: "environment", name: subject.name, prop });
}

/**
 * The claim on a Secret of a namespace: on the one that holds the environment's values, or on one that it reads. Two
 * environments of one name are told by that name alone.
 */
export function secretClaims(subject: Subject, name: string, prop: string, exclusive: boolean): readonly Claim[] {
  const holder = exclusive ? { holder: [JSON.stringify([subject.namespace, subject.name])] } : {};
  return claimsInNamespace(subject, { kind: "Kubernetes Secret", name, prop, exclusive, ...holder });
}
