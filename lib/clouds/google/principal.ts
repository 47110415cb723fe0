import type { Cluster } from "../../core/cluster";
import type { Subject } from "../../core/subject";

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
