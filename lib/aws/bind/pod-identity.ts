import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { Construct } from "constructs";
import type { Bound } from "../../blueprint/parts";
import type { Subject } from "../../blueprint/subject";
import type { RolePlan } from "../role";
import { bindRole } from "./role";

/** Makes the role and its association. The association waits for the policies: a pod may start as soon as it is there. */
export function bindPodIdentity(scope: Construct, subject: Subject, bound: Bound, plan: RolePlan): void {
  const role = bindRole(scope, bound, plan);
  const association = new EksPodIdentityAssociation(scope, "association", {
    clusterName: subject.cluster.name,
    namespace: subject.namespace,
    serviceAccount: subject.name,
    roleArn: role?.arn ?? plan.roleArn,
    dependsOn: [...bound.prerequisites],
  });
  bound.prerequisites.push(association);
}
