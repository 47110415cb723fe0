import type { KubernetesObject, ManifestValue } from "../blueprint/kubernetes-object";
import type { Mount } from "../blueprint/parts";
import type { Subject } from "../blueprint/subject";
import type { Setting } from "../blueprint/entry";

const VENDOR = "privatecloud.mendix.com";

/** Pod annotation whose value changes when the app has to be restarted. */
export const RESTART_ANNOTATION = "mendix-secret-store/restart";

export interface ObjectsRequest {
  readonly subject: Subject;
  readonly mount: Mount;
  readonly serviceAccountAnnotations: Readonly<Record<string, Setting>>;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Spec of the MendixApp; undefined where the portal owns it. */
  readonly spec: Readonly<Record<string, ManifestValue>> | undefined;
  readonly restart: string;
}

/**
 * The Kubernetes objects of an environment. They share one name in one namespace, and the vendor's annotations are
 * strings.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-your-environment
 */
export function kubernetesObjects(request: ObjectsRequest): readonly KubernetesObject[] {
  const objects = [serviceAccount(request)];
  if (request.mount.kind === "SecretProviderClass") objects.push(secretProviderClass(request, request.mount));
  if (request.spec) objects.push(mendixApp(request, request.spec));
  return objects;
}

function metadata({ subject }: ObjectsRequest, annotations?: Readonly<Record<string, Setting>>) {
  const { name, namespace } = subject;
  return annotations ? { name, namespace, annotations } : { name, namespace };
}

function serviceAccount(request: ObjectsRequest): KubernetesObject {
  const annotations = { [`${VENDOR}/environment-account`]: "true", ...request.serviceAccountAnnotations };
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata(request, annotations) };
}

function secretProviderClass(
  request: ObjectsRequest,
  mount: Mount & { kind: "SecretProviderClass" },
): KubernetesObject {
  return {
    apiVersion: "secrets-store.csi.x-k8s.io/v1",
    kind: "SecretProviderClass",
    metadata: metadata(request, { [`${VENDOR}/environment-class`]: "true" }),
    spec: { provider: mount.provider, parameters: mount.parameters },
  };
}

function mendixApp(request: ObjectsRequest, spec: Readonly<Record<string, ManifestValue>>): KubernetesObject {
  const annotations = spec["runtimeDeploymentPodAnnotations"] as Readonly<Record<string, string>> | undefined;
  const labels = Object.keys(request.podLabels).length > 0 ? { customPodLabels: { general: request.podLabels } } : {};
  return {
    apiVersion: `${VENDOR}/v1alpha1`,
    kind: "MendixApp",
    metadata: metadata(request),
    spec: {
      ...spec,
      ...labels,
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      runtimeDeploymentPodAnnotations: { ...annotations, [RESTART_ANNOTATION]: request.restart },
    },
  };
}
