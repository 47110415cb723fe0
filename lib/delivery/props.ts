import type { ProviderObject } from "../core/provider-handle";
import type { GitOps } from "./git-ops";

export interface TerraformDeliveryProps {
  /**
   * Whether fields that another field manager has changed are overwritten. Without it an apply names the other one
   * and stops: it is taken back with this, or given up with `ownedByOthers`.
   *
   * @default false
   */
  readonly forceConflicts?: boolean;
  /**
   * How long an apply waits until the runtime is ready, for example `20m`: a first build may take ten minutes.
   *
   * @default - it does not wait
   */
  readonly waitForReady?: string;
  /**
   * Provider of the cluster, where it is not the stack's default.
   *
   * @default - the stack's Kubernetes provider
   */
  readonly provider?: ProviderObject;
}

export interface ManifestsDeliveryProps {
  /**
   * Directory that the files are written to at synthesis, relative to the working directory. Each environment gets
   * `<cluster>/<namespace>/<name>/` in it.
   */
  readonly directory: string;
  /**
   * What applies the files, where it needs to be told an order.
   *
   * @default - any tool that reads a `kustomization.yaml`
   */
  readonly gitOps?: GitOps;
  /**
   * Whether the objects need an id that only the first apply makes known, of an identity that is made here. No file is
   * written then: Terraform makes everything else, and its output says what to write into the declaration.
   *
   * @default false
   */
  readonly beforeFirstApply?: boolean;
  /**
   * Whether Terraform has applied the objects until now. The next apply then forgets them and deletes nothing, for which
   * it needs the cluster's provider; without it, it would delete them. Take it out after that apply.
   *
   * @default false
   */
  readonly appliedByTerraform?: boolean;
}
