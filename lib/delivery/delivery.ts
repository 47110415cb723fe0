import { Reference } from "../core/expression";
import type { KubernetesObject } from "../core/kubernetes-object";
import { Delivery as DeliveryBase, type Context, type DeliveryShare, type ManifestFacts } from "../core/parts";
import { Share } from "../core/share";
import { isToken } from "../core/names";
import { providerHandle } from "../core/provider-handle";
import { checkGitOps } from "./git-ops";
import { afterApplyIn, manifestFiles } from "./manifests";
import { describeTakenOver } from "./taken-over";
import { appOfOthers, forgotten } from "./forgotten";
import { objectResources } from "./object-resources";
import { checkObjects } from "./object-rules";
import { checkValue } from "../app/value-rules";
import { assertTypes } from "../core/prop-types";
import type { ManifestsDeliveryProps, TerraformDeliveryProps } from "./props";

/** How the Kubernetes objects get to the cluster. */
export abstract class Delivery extends DeliveryBase {
  /** Terraform applies them; a plan needs the cluster, with the CRDs installed. */
  static terraform(props: TerraformDeliveryProps = {}): Delivery {
    return new TerraformDelivery(props);
  }

  /** YAML files for Argo CD, Flux or `kubectl apply`. */
  static manifests(props: ManifestsDeliveryProps): Delivery {
    return new ManifestsDelivery(props);
  }
}

class TerraformDelivery extends Delivery {
  readonly title = "Terraform";

  constructor(private readonly props: TerraformDeliveryProps) {
    super();
  }

  describe(context: Context, objects: readonly KubernetesObject[]): DeliveryShare {
    const { reader, subject } = context;
    const share = new Share();
    share.providers.add("kubernetes");
    const handle = providerHandle(this.props.provider);
    const prop = handle === undefined ? "cluster.context" : "delivery.provider";
    const { context: at } = subject.cluster;
    share.places.push({ provider: "kubernetes", context: at, prop, what: "the Kubernetes objects", handle });
    share.make(() => objectResources(objects, this.props, context));
    if (reader !== "app") share.make(() => forgotten(appOfOthers(objects)));
    checkObjects(share, objects);
    assertTypes("delivery", this.props, { forceConflicts: "flag", waitForReady: "text" });
    describeTakenOver(share, objects, context);
    if (this.props.waitForReady !== undefined) this.checkWait(share, this.props.waitForReady, objects);
    return Object.assign(share, { written: [] });
  }

  manifests(described: ManifestFacts): Readonly<Record<string, string>> {
    return manifestFiles(described);
  }

  /** A stopped app, or one whose CR the portal makes, never becomes ready here. */
  private checkWait(share: Share, timeout: string, objects: readonly KubernetesObject[]): void {
    checkValue(share, "duration", "delivery.waitForReady", timeout);
    share.warnings.push(
      "An apply that gives up waiting for a new MendixApp marks it for replacement: run terraform untaint before the next one.",
    );
    const app = objects.find((object) => object.kind === "MendixApp");
    const spec = app?.["spec"] as { readonly replicas?: number; readonly sourceURL?: string } | undefined;
    if (spec?.sourceURL !== undefined && spec.replicas !== 0) return;
    const why = app === undefined ? "no MendixApp is made here" : "the app has no replicas or no source of its own";
    share.problem(
      "MX-DELIVERY-WAIT",
      "delivery.waitForReady",
      `An apply would wait for a runtime that does not come: ${why}.`,
      "Leave waitForReady out.",
    );
  }
}

class ManifestsDelivery extends Delivery {
  readonly title = "manifests";

  constructor(private readonly props: ManifestsDeliveryProps) {
    super();
  }

  describe({ reader }: Context, objects: readonly KubernetesObject[]): DeliveryShare {
    const share = new Share();
    if (this.props.appliedByTerraform) {
      // OpenTofu forgets nothing without the provider, not even what it never had.
      share.providers.add("kubernetes");
      share.make(() => forgotten([...objects, ...(reader === "app" ? [] : appOfOthers(objects))]));
    }
    if (this.props.beforeFirstApply) this.tellIds(share, objects);
    else for (const object of objects) this.checkKnown(share, object);
    checkObjects(share, objects);
    this.checkDirectory(share);
    if (this.props.gitOps !== undefined) checkGitOps(share, this.props.gitOps);
    if (this.props.beforeFirstApply) return Object.assign(share, { written: [] });
    return Object.assign(share, { written: objects, target: { directory: this.props.directory } });
  }

  manifests(described: ManifestFacts): Readonly<Record<string, string>> {
    return manifestFiles(described, this.props);
  }

  private checkKnown(share: Share, object: KubernetesObject): void {
    for (const unknown of afterApplyIn(object)) {
      share.problem(
        "MX-MANIFEST-UNKNOWN",
        "delivery",
        `The ${object.kind} needs the ${Reference.isReference(unknown) ? unknown.label : unknown}, and a manifest is written before an apply.`,
        Reference.isReference(unknown)
          ? "Give it as a prop of the part that makes it; to have it made, apply once with beforeFirstApply: true. Or use Delivery.terraform()."
          : "Give it as a text, or use Delivery.terraform().",
      );
    }
  }

  /** The values themselves are in the output that the steps are written to. */
  private tellIds(share: Share, objects: readonly KubernetesObject[]): void {
    const unknown = afterApplyIn(objects).filter(Reference.isReference);
    const ids = new Map(unknown.map((value) => [value.id, value]));
    share.warnings.push("No manifests are written before the first apply.");
    for (const [, id] of ids) {
      share.steps.push({
        as: "as the owner of the declaration",
        does: `Declare the ${id.label} as ${String(id)}, and take beforeFirstApply out.`,
        note: "after the first apply; then the manifests are written",
        knownAfterApply: [id],
      });
    }
    if (ids.size > 0) return;
    share.problem(
      "MX-MANIFEST-UNKNOWN",
      "delivery.beforeFirstApply",
      "Every value of the manifests is known, and they would not be written.",
      "Take beforeFirstApply out.",
    );
  }

  private checkDirectory(share: Share): void {
    const { directory } = this.props;
    const relative = typeof directory === "string" && directory !== "" && !/^([/\\]|[A-Za-z]:)/.test(directory);
    if (relative && !isToken(directory)) return;
    share.problem(
      "MX-MANIFEST-DIRECTORY",
      "delivery.directory",
      "The directory of the manifests is not a path relative to the working directory, known at synthesis.",
      'Write directory: "manifests".',
    );
  }
}
