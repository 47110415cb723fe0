import type { Construct } from "constructs";
import type { Blueprint } from "../blueprint/blueprint";
import type { KubernetesObject } from "../blueprint/kubernetes-object";
import { Delivery as DeliveryBase, type Bound, type Context } from "../blueprint/parts";
import { Share } from "../blueprint/share";
import { afterApplyIn, manifestFiles } from "./manifests";

export interface ManifestsDeliveryProps {
  /**
   * Directory that the files are written to at synthesis, relative to the working directory. Each environment gets
   * `<cluster>/<namespace>/<name>/` in it.
   */
  readonly directory: string;
}

/** How the Kubernetes objects get to the cluster. */
export abstract class Delivery extends DeliveryBase {
  /** Terraform applies them; a plan needs the cluster, with the CRDs installed. */
  static terraform(): Delivery {
    return new TerraformDelivery();
  }

  /** YAML files for Argo CD, Flux or `kubectl apply`. */
  static manifests(props: ManifestsDeliveryProps): Delivery {
    return new ManifestsDelivery(props);
  }
}

class TerraformDelivery extends Delivery {
  readonly title = "Terraform";

  describe(_context: Context, objects: readonly KubernetesObject[]): Share {
    const share = new Share();
    share.providers.add("kubernetes");
    for (const object of objects) share.create(object.kind);
    return share;
  }

  bind(scope: Construct, blueprint: Blueprint, bound: Bound): void {
    const { bindTerraformDelivery } =
      require("./bind/terraform-delivery") as typeof import("./bind/terraform-delivery");
    bindTerraformDelivery(scope, blueprint, bound);
  }
}

class ManifestsDelivery extends Delivery {
  readonly title = "manifests";

  constructor(private readonly props: ManifestsDeliveryProps) {
    super();
  }

  describe(_context: Context, objects: readonly KubernetesObject[]): Share {
    const share = new Share();
    for (const object of objects) {
      share.create(object.kind);
      for (const unknown of afterApplyIn(object)) {
        share.problem(
          "MX-MANIFEST-UNKNOWN",
          "delivery",
          `The ${object.kind} needs the ${unknown}, and a manifest is written before an apply.`,
          "Give it as a prop of the part that makes it, or use Delivery.terraform().",
        );
      }
    }
    const { directory } = this.props;
    if (typeof directory !== "string" || directory === "" || directory.startsWith("/")) {
      share.problem(
        "MX-MANIFEST-DIRECTORY",
        "delivery.directory",
        "The directory of the manifests is not a path relative to the working directory.",
        'Write directory: "manifests".',
      );
    }
    return share;
  }

  bind(scope: Construct, blueprint: Blueprint): void {
    const { writeAtSynthesis } = require("./bind/write-manifests") as typeof import("./bind/write-manifests");
    writeAtSynthesis(scope, this.props.directory, () => manifestFiles(blueprint));
  }
}
