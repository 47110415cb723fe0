import type { ManifestValue } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { checkAnnotations, checkLabels, checkPrefix } from "./value-rules";

export interface AppPodsProps {
  /**
   * Annotations of the runtime pods. Values that have to be kept secret don't belong here.
   *
   * @default - none
   */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /**
   * Labels of all pods of the app: build, provisioner and runtime. The ones that an identity needs are added by it.
   *
   * @default - none
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Whether the runtime container's file system is read-only.
   *
   * @default - the Operator's: false
   */
  readonly readOnlyRootFilesystem?: boolean;
}

/** What the pods look like. */
export function describePods(share: Share, props: AppPodsProps): Record<string, ManifestValue | undefined> {
  const { podAnnotations, podLabels, readOnlyRootFilesystem } = props;
  checkAnnotations(share, "app.podAnnotations", podAnnotations);
  checkLabels(share, "app.podLabels", podLabels);
  checkPrefix(share, "app.podAnnotations", podAnnotations);
  checkPrefix(share, "app.podLabels", podLabels);
  if (podLabels !== undefined) {
    Object.assign(share.podLabels, podLabels);
    share.gate("pod-labels", "app.podLabels");
  }
  if (readOnlyRootFilesystem !== undefined) share.gate("read-only-root", "app.readOnlyRootFilesystem");
  return { runtimeDeploymentPodAnnotations: podAnnotations, runtimeReadOnlyRootFilesystem: readOnlyRootFilesystem };
}
