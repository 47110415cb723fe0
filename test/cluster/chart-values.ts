/**
 * Values that each chart documents in its `values.yaml` at the pinned version, as far as they matter here, with their
 * defaults. Read from the charts' sources; a chart ignores a value that it does not know without a word.
 */
export const DOCUMENTED_VALUES: Readonly<
  Record<string, { readonly version: string; readonly values: Readonly<Record<string, unknown>> }>
> = {
  "secrets-store-csi-driver": {
    version: "1.6.0",
    values: {
      enableSecretRotation: false,
      rotationPollInterval: null,
      "syncSecret.enabled": false,
      tokenRequests: [],
      "linux.tolerations": [{ operator: "Exists" }],
      "linux.nodeSelector": {},
      "linux.kubeletRootDir": "/var/lib/kubelet",
      "linux.image.repository": "registry.k8s.io/csi-secrets-store/driver",
      "linux.crds.image.repository": "registry.k8s.io/csi-secrets-store/driver-crds",
      "linux.registrarImage.repository": "registry.k8s.io/sig-storage/csi-node-driver-registrar",
      "linux.livenessProbeImage.repository": "registry.k8s.io/sig-storage/livenessprobe",
      imagePullSecrets: [],
      commonLabels: {},
    },
  },
  "secrets-store-csi-driver-provider-aws": {
    version: "3.1.1",
    values: {
      tolerations: [],
      "secrets-store-csi-driver.install": true,
      nodeSelector: {},
      kubeletPath: "/var/lib/kubelet",
      "image.repository": "public.ecr.aws/aws-secrets-manager/secrets-store-csi-driver-provider-aws",
      imagePullSecrets: [],
    },
  },
  vault: {
    version: "0.34.1",
    values: {
      "global.externalVaultAddr": "",
      "server.enabled": "-",
      "injector.enabled": "-",
      "csi.enabled": false,
      "csi.agent.enabled": true,
      "csi.agent.extraArgs": [],
      "csi.pod.tolerations": [],
      "csi.volumes": null,
      "csi.volumeMounts": null,
      "csi.pod.nodeSelector": {},
      "csi.daemonSet.kubeletRootDir": "/var/lib/kubelet",
      "csi.image.repository": "hashicorp/vault-csi-provider",
      "csi.agent.image.repository": "hashicorp/vault",
      "global.imagePullSecrets": [],
    },
  },
  "csi-secrets-store-provider-azure": {
    version: "1.8.2",
    values: {
      "linux.tolerations": [{ operator: "Exists" }],
      "secrets-store-csi-driver.install": true,
      "linux.nodeSelector": {},
      "linux.kubeletRootDir": "/var/lib/kubelet",
      "linux.image.repository": "mcr.microsoft.com/oss/v2/azure/secrets-store/provider-azure",
      imagePullSecrets: [],
    },
  },
  "../charts/gcp": {
    version: "0.1.0",
    values: {
      tolerations: [],
      nodeSelector: { "kubernetes.io/os": "linux" },
      "image.repository": "us-docker.pkg.dev/secretmanager-csi/secrets-store-csi-driver-provider-gcp/plugin",
    },
  },
};
