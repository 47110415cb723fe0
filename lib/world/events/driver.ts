import type { EventText } from "./text";

/** What the driver, the kubelet and Kubernetes itself say. */
export const DRIVER_TEXTS: readonly EventText[] = [
  {
    id: "no-class",
    speaker: "driver",
    says: /failed to get secretproviderclass (?<namespace>[^/\s]+)\/(?<name>[^,\s]+), error:.*not found/,
    example:
      'failed to get secretproviderclass mendix/orders, error: SecretProviderClass.secrets-store.csi.x-k8s.io "orders" not found',
    cause: "There is no SecretProviderClass $<name> in the namespace $<namespace>.",
    fix: "Deploy the environment again: its SecretProviderClass is gone, or was never made.",
  },
  {
    id: "no-parameters",
    speaker: "driver",
    says: /parameters not set in (?<namespace>[^/\s]+)\/(?<name>\S+)/,
    example: "parameters not set in mendix/orders",
    cause: "The SecretProviderClass $<name> has no parameters.",
    fix: "Deploy the environment again; somebody emptied it.",
  },
  {
    id: "no-provider-name",
    speaker: "driver",
    says: /provider not set in (?<namespace>[^/\s]+)\/(?<name>\S+)/,
    example: "provider not set in mendix/orders",
    cause: "The SecretProviderClass $<name> names no provider.",
    fix: "Deploy the environment again; somebody emptied it.",
  },
  {
    id: "provider-not-installed",
    speaker: "driver",
    says: /error connecting to provider "(?<provider>[^"]+)": provider not found/,
    example:
      'failed to mount secrets store objects for pod mendix/orders-0, err: error connecting to provider "aws": provider not found: provider "aws"',
    cause: "The provider $<provider> does not run on the pod's node.",
    fix: "Install it, or let its DaemonSet tolerate the node's taints; doctor says which (provider-pods, provider-nodes).",
  },
  {
    id: "no-objects",
    speaker: "driver",
    says: /missing object versions/,
    example: "failed to mount secrets store objects for pod mendix/orders-0, err: missing object versions",
    cause: "The SecretProviderClass lists nothing to mount.",
    fix: "Deploy the environment again; somebody emptied its objects.",
  },
  {
    id: "driver-not-registered",
    speaker: "kubelet",
    says: /driver name (?<driver>\S+) not found in the list of registered CSI drivers/,
    example:
      'MountVolume.SetUp failed for volume "csi-secrets" : kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers',
    cause: "The driver $<driver> does not run on the pod's node.",
    fix: "Install it there, or place the pod elsewhere; doctor says which nodes have none (csi-driver-nodes).",
  },
  {
    id: "no-service-account",
    speaker: "Kubernetes",
    says: /error looking up service account (?<namespace>[^/\s]+)\/(?<name>[^:\s]+): serviceaccount .* not found/,
    example:
      'pods "orders-master-0" is forbidden: error looking up service account mendix/orders: serviceaccount "orders" not found',
    cause: "There is no ServiceAccount $<name> in the namespace $<namespace>.",
    fix: "Deploy the environment again.",
  },
  {
    id: "quota",
    speaker: "Kubernetes",
    says: /is forbidden: exceeded quota: (?<quota>[^,\s]+)/,
    example:
      'pods "orders-master-0" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2',
    cause: "The ResourceQuota $<quota> is used up.",
    fix: "Raise it, or stop another app.",
  },
  {
    id: "unschedulable",
    speaker: "Kubernetes",
    says: /\d+\/\d+ nodes are available/,
    example: "0/3 nodes are available: 3 Insufficient memory.",
    cause: "No node takes the pod.",
    fix: "Read what is missing in the text: memory, processor time, a toleration.",
  },
  {
    id: "image",
    speaker: "kubelet",
    says: /(ErrImagePull|ImagePullBackOff|Failed to pull image|Back-off pulling image)/,
    example: 'Back-off pulling image "registry.example.com/orders:1.4.2"',
    cause: "The image can't be pulled.",
    fix: "Check its name, and the Secret that pulls it (app.imagePullSecrets).",
  },
];
