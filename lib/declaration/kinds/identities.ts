import type { Identity } from "../../core/parts";
import { irsa, irsaFromExistingRole } from "../aws/irsa";
import { podIdentity, podIdentityFromExistingRole } from "../aws/pod-identity";
import { azureWorkloadIdentity, azureWorkloadIdentityFromExisting } from "../azure/workload-identity";
import type { ClusterName } from "../clusters";
import {
  gkeWorkloadIdentity,
  gkeWorkloadIdentityFromExistingServiceAccount,
  gkeWorkloadIdentityWithServiceAccount,
} from "../google/workload-identity";
import { choice } from "../shape";

/** How the pod proves who it is: one line for each kind. */
export const identity = (clusterName: ClusterName) =>
  choice<Identity>({
    irsa: irsa(clusterName),
    irsaFromExistingRole,
    podIdentity,
    podIdentityFromExistingRole,
    azureWorkloadIdentity: azureWorkloadIdentity(clusterName),
    azureWorkloadIdentityFromExisting: azureWorkloadIdentityFromExisting(clusterName),
    gkeWorkloadIdentity,
    gkeWorkloadIdentityWithServiceAccount,
    gkeWorkloadIdentityFromExistingServiceAccount,
  });
