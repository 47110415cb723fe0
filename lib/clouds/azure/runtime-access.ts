import type { Context } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";
import { AzureCloud } from "./cloud";
import { AzureWorkloadIdentity } from "./workload-identity";

/** Label that makes the webhook give a pod its token; the CSI provider does without, the app itself does not. */
const WEBHOOK_LABEL = "azure.workload.identity/use";

/**
 * Lets the running app itself use the managed identity, and returns it; undefined where the environment has none.
 *
 * @see https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html#pod
 */
export function describeRuntimeAccess(share: Share, context: Context, prop: string): AzureWorkloadIdentity | undefined {
  const { identity, subject } = context;
  share.podLabels[WEBHOOK_LABEL] = "true";
  share.gate("pod-labels", prop);
  if (!(identity instanceof AzureWorkloadIdentity)) return undefined;
  if (subject.cluster.kind !== "AKS") {
    share.steps.push({
      as: "as the cluster's administrator",
      does: `Install the azure-workload-identity webhook on ${subject.cluster.name}, with azureEnvironment ${identity.azureCloud.name}.`,
      note: "AKS brings it along; skip it where it is installed",
    });
  }
  return identity;
}

/** A login by managed identity asks for no permission of Azure RBAC, so that the lack of one is reported here. */
export function checkIdentity(share: Share, context: Context, prop: string): void {
  const { identity } = context;
  if (identity instanceof AzureWorkloadIdentity) return;
  share.problem(
    "MX-IDENTITY",
    prop,
    `The app would log in with a managed identity, and the environment has ${identity?.title ?? "no identity"}.`,
    "Write identity: new AzureWorkloadIdentity({ ... }).",
  );
}

/** Checks that a host is in the identity's cloud: another one does not know the identity. */
export function checkCloud(
  share: Share,
  identity: AzureWorkloadIdentity | undefined,
  host: string,
  prop: string,
): void {
  const cloud = isToken(host) ? undefined : AzureCloud.ofHost(host);
  if (!identity || !cloud || cloud === identity.azureCloud) return;
  share.problem(
    "MX-AZURE-CLOUD",
    prop,
    `${quote(host)} is in ${cloud.name}, the managed identity in ${identity.azureCloud.name}.`,
    "Write cloud on the identity: AzureCloud.PUBLIC, US_GOVERNMENT or CHINA, the one that everything is in.",
  );
}
