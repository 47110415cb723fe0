import type { KubernetesObject, ManifestValue } from "../core/kubernetes-object";
import { isExpression, Verbatim, type Block, type Value } from "../core/expression";
import { providerHandle } from "../core/provider-handle";
import type { Resource, Resources } from "../core/resource";
import type { Context } from "../core/parts";
import type { Subject } from "../core/subject";
import { takenOverAs } from "../core/take-over";
import type { TerraformDeliveryProps } from "./props";
import { afterApplyIn } from "./manifests";

/** Who owns the fields that Terraform applies, in the API server's records. */
export const FIELD_MANAGER = "cdktf-mendix-secret-store";

/** Most characters of the name of an owner. */
const MANAGER_MAX = 128;

/**
 * Who owns the annotations among them. An environment that moved to another cluster has another owner there: the
 * provider takes what it recorded in the old cluster for what is in the new one, and only a change makes it write.
 */
export function annotationsManager({ cluster, namedAs }: Subject): string {
  const own = `${FIELD_MANAGER}-annotations`;
  if (namedAs === undefined || namedAs.cluster === cluster.name) return own;
  return `${own}-${cluster.name}`.slice(0, MANAGER_MAX);
}

/** Maps that many write into: a key that somebody adds to them is theirs. */
const SHARED_MAPS = ["spec.endpointAnnotations", "spec.runtimeDeploymentPodAnnotations", "spec.serviceAnnotations"];

/**
 * The objects in order: each waits for the entries and policies, and for the objects before it, because names and ARNs
 * are literals and imply nothing.
 */
export function objectResources(
  objects: readonly KubernetesObject[],
  props: TerraformDeliveryProps,
  { subject, takeOver }: Pick<Context, "subject" | "takeOver">,
): Resources {
  return objects.flatMap((object) => {
    const force = props.forceConflicts === true || takenOverAs(takeOver, manifestPath(object.kind)) !== undefined;
    const applied = manifest(object, props, force);
    return object.metadata.annotations ? [applied, annotations(object, applied, { props, subject })] : [applied];
  });
}

/** Paths of an object's resources in the blueprint. */
export function manifestPath(kind: string): string {
  return `objects/${kind}`;
}

export function annotationsPath(kind: string): string {
  return `objects/${kind}-annotations`;
}

function manifest(object: KubernetesObject, props: TerraformDeliveryProps, force: boolean): Resource {
  const { name, namespace, labels } = object.metadata;
  const own = { ...object, metadata: labels === undefined ? { name, namespace } : { name, namespace, labels } };
  const ready = props.waitForReady === undefined ? undefined : READY[object.kind];
  return {
    kind: "resource",
    type: "kubernetes_manifest",
    path: manifestPath(object.kind),
    provider: providerHandle(props.provider),
    arguments: {
      manifest: verbatim(own),
      field_manager: { name: FIELD_MANAGER, force_conflicts: force },
      computed_fields: computedFields(object),
      wait: ready,
      timeouts: ready && { create: props.waitForReady ?? "", update: props.waitForReady ?? "" },
    },
    after: "access",
    access: true,
  };
}

/** When an object is ready, for the kinds that say so. */
const READY: Readonly<Record<string, Block>> = {
  MendixApp: { fields: new Verbatim({ "status.runtimeStatus": "Ready" }) },
  ExternalSecret: { condition: [{ type: "Ready", status: "True" }] },
};

/**
 * What the plan takes as it is found. The provider fails with "inconsistent result" where a map of its own has grown
 * a foreign key, and with "inconsistent final plan" where a value inside a map becomes known during the apply.
 */
function computedFields(object: KubernetesObject): string[] {
  const fields = ["metadata.annotations", "metadata.labels"];
  if (object.kind === "MendixApp") fields.push(...SHARED_MAPS);
  const { parameters } = (object["spec"] ?? {}) as { readonly parameters?: unknown };
  if (afterApplyIn(parameters).length > 0) fields.push("spec.parameters");
  return fields;
}

interface Delivered extends Pick<Context, "subject"> {
  readonly props: TerraformDeliveryProps;
}

/**
 * Annotations are enforced key by key, by a field manager of their own: what others annotate is left alone, and the
 * ones that the Operator and the identity live by come back when somebody takes them away.
 */
function annotations(object: KubernetesObject, applied: Resource, { props, subject }: Delivered): Resource {
  const { name, namespace } = object.metadata;
  return {
    kind: "resource",
    type: "kubernetes_annotations",
    path: annotationsPath(object.kind),
    provider: providerHandle(props.provider),
    arguments: {
      api_version: object.apiVersion,
      kind: object.kind,
      metadata: { name, namespace },
      annotations: verbatim(object.metadata.annotations ?? {}),
      field_manager: annotationsManager(subject),
      force: true,
    },
    after: [applied.path],
    access: true,
  };
}

/** What stands in an object, under its own names: every key is the cluster's and none of Terraform's. */
function verbatim(value: ManifestValue | KubernetesObject | KubernetesObject["metadata"]): Value {
  if (typeof value !== "object" || value === null || isExpression(value)) return value;
  if (Array.isArray(value)) return (value as readonly ManifestValue[]).map(verbatim);
  const fields = Object.entries(value as Readonly<Record<string, ManifestValue>>);
  return new Verbatim(Object.fromEntries(fields.map(([key, item]) => [key, verbatim(item)])));
}
