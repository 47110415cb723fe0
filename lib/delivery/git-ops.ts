import type { KubernetesObject } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import type { Subject } from "../core/subject";
import { checkValue } from "../app/value-rules";

export interface FluxProps {
  /** Name of the GitRepository that the files are in. */
  readonly source: string;
  /**
   * Kustomizations of Flux that have to be ready first, for example the one that installs the CSI driver.
   *
   * @default - none
   */
  readonly dependsOn?: readonly string[];
  /**
   * Namespace of the GitRepository and the Kustomizations.
   *
   * @default "flux-system"
   */
  readonly namespace?: string;
  /**
   * How often Flux compares cluster and repository.
   *
   * @default "10m"
   */
  readonly interval?: string;
}

/** What applies the manifests, and how it is told an order. */
export class GitOps {
  /**
   * Argo CD: every object carries its sync wave, so that the MendixApp comes last.
   *
   * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
   */
  static argoCd(): GitOps {
    return new GitOps();
  }

  /**
   * Flux: a Kustomization of Flux beside the files, which waits for those that it depends on.
   *
   * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
   */
  static flux(props: FluxProps): GitOps {
    return new GitOps(props);
  }

  private constructor(readonly flux?: FluxProps) {}

  /** The objects as this tool wants them. */
  annotate(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
    if (this.flux) return objects;
    return objects.map((object, wave) => {
      const annotations = { ...object.metadata.annotations, "argocd.argoproj.io/sync-wave": String(wave) };
      return { ...object, metadata: { ...object.metadata, annotations } };
    });
  }

  /** The object that tells the tool of the files in a directory, where it wants one. */
  descriptor(subject: Subject, directory: string): KubernetesObject | undefined {
    if (!this.flux) return undefined;
    const { source, dependsOn = [], namespace = "flux-system", interval = "10m" } = this.flux;
    return {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: `${subject.namespace}-${subject.name}`, namespace },
      spec: {
        ...(dependsOn.length > 0 ? { dependsOn: dependsOn.map((name) => ({ name })) } : {}),
        interval,
        path: `./${directory}`,
        // A file that is gone by a slip would take the MendixApp with it, and the pod's access.
        prune: false,
        sourceRef: { kind: "GitRepository", name: source },
      },
    };
  }
}

/** Checks what a tool is told. */
export function checkGitOps(share: Share, { flux }: GitOps): void {
  if (!flux) return;
  checkValue(share, "objectName", "delivery.gitOps.source", flux.source);
  flux.dependsOn?.forEach((name, index) =>
    checkValue(share, "objectName", `delivery.gitOps.dependsOn[${index}]`, name),
  );
  if (flux.namespace !== undefined) checkValue(share, "objectName", "delivery.gitOps.namespace", flux.namespace);
  if (flux.interval !== undefined) checkValue(share, "duration", "delivery.gitOps.interval", flux.interval);
}
