import { isToken } from "./names";
import type { Claim } from "./claim";
import type { Cluster } from "./cluster";

/**
 * Who the pod is: a ServiceAccount in a namespace of a cluster. Every trust (IAM role, Vault role, federated
 * credential, `principal://` member) is built from it and never typed by a user.
 */
export interface Subject {
  readonly cluster: Cluster;
  readonly namespace: string;
  /** Internal name of the environment: name of the MendixApp, the ServiceAccount and the SecretProviderClass. */
  readonly name: string;
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
  const parts = [subject.cluster.name, subject.namespace, subject.name];
  return parts.map((part) => (isToken(part) ? "token" : part)).join(separator);
}

/** Issuers that clusters have by default: many have the same, each with keys of its own. */
const DEFAULT_ISSUER = /^(kubernetes|kubernetes\.default(\.svc(\..+)?)?|localhost)(:\d+)?$/;

/**
 * What a cluster is, whatever a declaration calls it: its issuer, which signs the tokens of its pods; else where it is
 * and its name there.
 */
export function clusterIdentity(cluster: Cluster): string {
  const { issuerHost, name, kind, account, region, project } = cluster;
  if (issuerHost !== undefined && !isToken(issuerHost) && !DEFAULT_ISSUER.test(issuerHost)) return issuerHost;
  return JSON.stringify([kind, account ?? project ?? "", region ?? "", name]);
}

/**
 * The claim on who a pod is. Whoever trusts the pod trusts every ServiceAccount of that issuer, namespace and name, so
 * a second environment that has them would be let in with the first one's permissions.
 */
export function subjectClaim(subject: Subject, prop: string): Claim {
  const scope = JSON.stringify([clusterIdentity(subject.cluster), subject.namespace]);
  return { kind: "environment", scope, name: subject.name, prop };
}
