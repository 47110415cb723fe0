import { AfterApply } from "../blueprint/after-apply";
import type { Cluster } from "../blueprint/cluster";
import type { Subject } from "../blueprint/subject";

/** The member that grants name: the identity registers it, the store puts it on its secrets. */
export const POD_MEMBER = new AfterApply("identity.member", "member of the pod's identity");

/** Workload pool that the cluster's project has: every cluster of the project shares it. */
export function workloadPool({ project }: Cluster): string {
  return `${project ?? ""}.svc.id.goog`;
}

/**
 * The pod itself as a member of IAM policies, without a service account: first the project's number, then its id.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to
 */
export function principalOf({ cluster, namespace, name }: Subject): string {
  const pool = `projects/${cluster.projectNumber ?? ""}/locations/global/workloadIdentityPools/${workloadPool(cluster)}`;
  return `principal://iam.googleapis.com/${pool}/subject/ns/${namespace}/sa/${name}`;
}
