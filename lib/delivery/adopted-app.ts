import type { KubernetesObject } from "../core/kubernetes-object";
import type { Share } from "../core/share";

/**
 * What an older MendixApp holds of secrets, as a merge patch that takes it out; `kubectl apply` remembers the whole
 * object once more. All of it comes from the store afterwards.
 */
const TAKE_OUT = {
  metadata: { annotations: { "kubectl.kubernetes.io/last-applied-configuration": null } },
  spec: {
    runtime: {
      mxAdminPassword: null,
      debuggerPassword: null,
      microflowConstants: null,
      customConfiguration: null,
      clientCertificates: null,
    },
  },
};

/** Synthesis can't see the object, so a person says that it holds no secret. */
export function refuseImport(share: Share, { metadata: { name, namespace } }: KubernetesObject): void {
  share.problem(
    "MX-DELIVERY-ADOPT-SECRET",
    "delivery.adopt",
    "An import reads the whole MendixApp into plan and state: its passwords, constants and certificates, and what kubectl apply remembers of them.",
    `Run ${takeOutCommand(name, namespace)} (docs/kubernetes.md says how to look first), then write adoptedAppHoldsNoSecret: true.`,
  );
}

/** The command that takes the secrets out of a MendixApp; it says "(no change)" where there were none. */
export function takeOutCommand(name: string, namespace: string): string {
  return `kubectl patch mendixapp ${name} --namespace ${namespace} --type=merge --patch '${JSON.stringify(TAKE_OUT)}'`;
}
