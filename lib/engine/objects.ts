import type { KubernetesObject } from "../core/kubernetes-object";
import type { Mount } from "../core/mount";
import type { Subject } from "../core/subject";
import type { Setting } from "../core/entry";
import type { AppShare } from "../core/parts";
import { isRecord, mergeSpec, type Spec } from "../core/spec";

const VENDOR = "privatecloud.mendix.com";

/** Pod annotation whose value changes when the app has to be restarted. */
export const RESTART_ANNOTATION = "mendix-secret-store/restart";

/** Annotation by which the Operator knows the Secret of an environment. */
export const SECRET_ANNOTATIONS = { [`${VENDOR}/environment-secret`]: "true" } as const;

export interface ObjectsRequest {
  readonly subject: Subject;
  readonly mount: Mount;
  readonly serviceAccountAnnotations: Readonly<Record<string, Setting>>;
  readonly podLabels: Readonly<Record<string, string>>;
  readonly app: Pick<AppShare, "spec" | "imagePullSecrets">;
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
  else if (request.mount.kind === "Secret" && request.mount.externalSecret)
    objects.push(externalSecret(request, request.mount.externalSecret));
  if (request.app.spec) objects.push(mendixApp(request, request.app.spec));
  return objects;
}

function metadata({ subject }: ObjectsRequest, annotations?: Readonly<Record<string, Setting>>) {
  const { name, namespace } = subject;
  return annotations ? { name, namespace, annotations } : { name, namespace };
}

function serviceAccount(request: ObjectsRequest): KubernetesObject {
  const annotations = { [`${VENDOR}/environment-account`]: "true", ...request.serviceAccountAnnotations };
  const object = { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata(request, annotations) };
  const { imagePullSecrets } = request.app;
  if (imagePullSecrets.length === 0) return object;
  return { ...object, imagePullSecrets: imagePullSecrets.map((name) => ({ name })) };
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

function externalSecret(request: ObjectsRequest, spec: Spec): KubernetesObject {
  const target = {
    name: request.subject.name,
    creationPolicy: "Owner",
    template: { metadata: { annotations: SECRET_ANNOTATIONS } },
  };
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: metadata(request),
    spec: { ...spec, target },
  };
}

/** What ties the app to its store comes after everything that a user declared, and can't be changed by it. */
function mendixApp(request: ObjectsRequest, spec: Spec): KubernetesObject {
  const annotations = spec["runtimeDeploymentPodAnnotations"];
  const labels = Object.keys(request.podLabels).length > 0 ? { customPodLabels: { general: request.podLabels } } : {};
  return {
    apiVersion: `${VENDOR}/v1alpha1`,
    kind: "MendixApp",
    metadata: metadata(request),
    spec: {
      ...mergeSpec(spec, labels),
      allowOverrideSecretsWithSecretStoreCSIDriver: true,
      runtimeDeploymentPodAnnotations: {
        ...(isRecord(annotations) ? annotations : {}),
        [RESTART_ANNOTATION]: request.restart,
      },
    },
  };
}
