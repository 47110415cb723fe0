import type { ApiServer } from "../api-server";
import { CSI_DRIVER } from "../csi/csi-node";
import { IMAGE } from "./containerd";

/** Where the vendor's sidecar reads the configuration. */
const MOUNT = "/mnt/secrets";

const VENDOR = "privatecloud.mendix.com";

interface App {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly allowOverrideSecretsWithSecretStoreCSIDriver?: boolean;
    readonly customPodLabels?: { readonly general?: Readonly<Record<string, string>> };
    readonly runtimeDeploymentPodAnnotations?: Readonly<Record<string, string>>;
  };
}

interface Annotated {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

/**
 * Stands in for the Mendix Operator in tests: makes of a MendixApp the Deployment that the vendor's page describes, as far
 * as an environment's secrets go. What it refuses, it refuses by our reading of that page.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
 */
export class StandInOperator {
  constructor(private readonly api: ApiServer) {}

  /** Looks at the MendixApp once; what has changed in the pods' template makes the Deployment restart them. */
  reconcile(namespace: string, name: string): void {
    const app = this.find<App>("mendixapp", namespace, name);
    if (!app) {
      this.api.kubectl(["delete", "deployment", name, "--namespace", namespace, "--ignore-not-found"]);
      return;
    }
    this.api.kubectl(["apply", "--filename", "-"], JSON.stringify(this.deploymentOf(app)));
  }

  /** What the pods of an environment are made of. */
  podOf(namespace: string, name: string): object {
    return {
      serviceAccountName: this.serviceAccountOf(namespace, name),
      automountServiceAccountToken: false,
      hostNetwork: true,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: "m2ee",
          image: IMAGE,
          imagePullPolicy: "Never",
          args: [MOUNT],
          volumeMounts: [{ name: "secrets", mountPath: MOUNT, readOnly: true }],
        },
      ],
      volumes: [{ name: "secrets", ...this.volumeOf(namespace, name) }],
    };
  }

  private deploymentOf({ metadata: { name, namespace }, spec }: App): object {
    // "Set the value for allowOverrideSecretsWithSecretStoreCSIDriver to true": without it, values come from elsewhere.
    if (spec.allowOverrideSecretsWithSecretStoreCSIDriver !== true)
      throw new Error(`MendixApp ${name} lacks allowOverrideSecretsWithSecretStoreCSIDriver: true`);
    const labels = { app: name, ...spec.customPodLabels?.general };
    const annotations = spec.runtimeDeploymentPodAnnotations ?? {};
    const template = { metadata: { labels, annotations }, spec: this.podOf(namespace, name) };
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace },
      spec: { replicas: 1, strategy: { type: "Recreate" }, selector: { matchLabels: { app: name } }, template },
    };
  }

  /** "the annotation privatecloud.mendix.com/environment-account: "true"": of the environment's own name, or the default. */
  private serviceAccountOf(namespace: string, name: string): string {
    const account = this.find<Annotated>("serviceaccount", namespace, name);
    return isMarked(account, "environment-account") ? name : "default";
  }

  /** A SecretProviderClass of the environment's name wins over a Secret, and each has to say that it is meant. */
  private volumeOf(namespace: string, name: string): object {
    if (isMarked(this.find<Annotated>("secretproviderclass", namespace, name), "environment-class"))
      return { csi: { driver: CSI_DRIVER, readOnly: true, volumeAttributes: { secretProviderClass: name } } };
    if (isMarked(this.find<Annotated>("secret", namespace, name), "environment-secret"))
      return { secret: { secretName: name } };
    throw new Error(`no SecretProviderClass and no Secret ${name} is annotated for the environment`);
  }

  private find<T>(kind: string, namespace: string, name: string): T | undefined {
    const { code, stdout } = this.api.tryKubectl(["get", kind, name, "--namespace", namespace, "--output=json"]);
    return code === 0 ? (JSON.parse(stdout) as T) : undefined;
  }
}

function isMarked(object: Annotated | undefined, annotation: string): boolean {
  return object?.metadata.annotations?.[`${VENDOR}/${annotation}`] === "true";
}
