import { Irsa, PodIdentity } from "../../lib";
import { AzureWorkloadIdentity } from "../../lib/azure";
import { GkeWorkloadIdentity } from "../../lib/google";
import { aks, anyCluster, eks, gke } from "./clusters";
import type { Draw } from "./draw";
import type { IdentityRow } from "./rows";
import { azureCloud, RESOURCE_GROUP } from "./stores";

export const IDENTITIES: readonly IdentityRow[] = [
  { title: "none", cluster: anyCluster, make: () => undefined },
  { title: "IRSA", cloud: "aws", cluster: eks, make: ({ flag }) => new Irsa(flag ? { path: "/mendix/" } : {}) },
  {
    title: "EKS Pod Identity",
    cloud: "aws",
    cluster: eks,
    make: () => new PodIdentity({ undocumentedRuntimeAccess: true }),
  },
  { title: "Azure workload identity", cloud: "azure", cluster: aks, make: azureIdentity },
  { title: "GKE workload identity", cloud: "google", cluster: gke, make: () => new GkeWorkloadIdentity() },
  { title: "GKE, as a service account", cloud: "google", cluster: gke, make: serviceAccount },
];

/** Half of them made here, half of them somebody else's. */
function azureIdentity(draw: Draw): AzureWorkloadIdentity {
  const { flag, guid, variant } = draw;
  if (flag) return new AzureWorkloadIdentity({ ...RESOURCE_GROUP, cloud: azureCloud(draw) });
  const group = `/subscriptions/${guid}/resourceGroups/${RESOURCE_GROUP.resourceGroupName}/providers`;
  return AzureWorkloadIdentity.fromExisting({
    resourceId: `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/${draw.word}`,
    clientId: guid,
    principalId: guid,
    cloud: azureCloud(draw),
    mutable: variant > 0,
  });
}

function serviceAccount({ flag, project, word, variant }: Draw): GkeWorkloadIdentity {
  if (flag) return GkeWorkloadIdentity.withServiceAccount();
  const email = `sa-${word}@${project}.iam.gserviceaccount.com`;
  return GkeWorkloadIdentity.fromExistingServiceAccount({ email, mutable: variant > 0 });
}
