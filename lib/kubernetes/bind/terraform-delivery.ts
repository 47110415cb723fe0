import { Annotations } from "@cdktf/provider-kubernetes/lib/annotations";
import { Manifest, type ManifestConfig } from "@cdktf/provider-kubernetes/lib/manifest";
import { dependable, Lazy, TerraformResource, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AfterApply } from "../../blueprint/after-apply";
import type { Blueprint } from "../../blueprint/blueprint";
import type { KubernetesObject } from "../../blueprint/kubernetes-object";
import type { Bound } from "../../blueprint/parts";
import { resolveReference } from "../../values/bind/settings";
import { defined } from "../../values/defined";
import { terraformValue } from "../../values/text";
import type { TerraformDeliveryProps } from "../delivery";
import { afterApplyIn } from "../manifests";

/** Who owns the fields that Terraform applies, in the API server's records. */
const FIELD_MANAGER = "cdktf-mendix-secret-store";

/** Maps that many write into: a key that somebody adds to them is theirs. */
const SHARED_MAPS = ["spec.endpointAnnotations", "spec.runtimeDeploymentPodAnnotations", "spec.serviceAnnotations"];

/**
 * Applies the objects in order: each waits for the entries and policies, and for the objects before it, because
 * names and ARNs are literals and imply nothing.
 */
export function bindTerraformDelivery(
  scope: Construct,
  blueprint: Blueprint,
  bound: Bound,
  props: TerraformDeliveryProps,
): void {
  const before: ITerraformDependable[] = [...bound.prerequisites];
  for (const object of blueprint.objects) {
    const manifest = new Manifest(scope, object.kind, manifestConfig(object, bound, props));
    manifest.dependsOn = addressesOf([...before]);
    if (isAdopted(object, props)) manifest.importFrom(importId(object));
    before.push(manifest);
    if (object.metadata.annotations) before.push(annotations(scope, object, bound, props, manifest));
  }
}

/**
 * One token for the whole list, which asks for the addresses at synthesis. As `dependsOn` of a configuration, each of
 * them would become a token with a stack trace of its own: half of the time that an environment takes.
 */
function addressesOf(dependables: readonly ITerraformDependable[]): string[] {
  return Lazy.listValue({
    produce: () =>
      dependables.map((element) =>
        TerraformResource.isTerraformResource(element)
          ? `${element.terraformResourceType}.${element.friendlyUniqueId}`
          : dependable(element),
      ),
  });
}

function manifestConfig(object: KubernetesObject, bound: Bound, props: TerraformDeliveryProps): ManifestConfig {
  const { name, namespace, labels } = object.metadata;
  const own = { ...object, metadata: defined({ name, namespace, labels }) };
  const ready = props.waitForReady === undefined ? undefined : READY[object.kind];
  return defined({
    provider: props.provider,
    manifest: terraformValue(resolveReferences(own, bound)),
    fieldManager: { name: FIELD_MANAGER, forceConflicts: props.forceConflicts === true || isAdopted(object, props) },
    computedFields: computedFields(object),
    wait: ready,
    timeouts: ready && { create: props.waitForReady ?? "", update: props.waitForReady ?? "" },
  });
}

/** When an object is ready, for the kinds that say so. */
const READY: Readonly<Record<string, ManifestConfig["wait"]>> = {
  MendixApp: { fields: { "status.runtimeStatus": "Ready" } },
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

/**
 * Annotations are enforced key by key, by a field manager of their own: what others annotate is left alone, and the
 * ones that the Operator and the identity live by come back when somebody takes them away.
 */
function annotations(
  scope: Construct,
  object: KubernetesObject,
  bound: Bound,
  props: TerraformDeliveryProps,
  manifest: Manifest,
): Annotations {
  const { name, namespace } = object.metadata;
  return new Annotations(
    scope,
    `${object.kind}-annotations`,
    defined({
      provider: props.provider,
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: { name, namespace },
      annotations: terraformValue(resolveReferences({ ...object.metadata.annotations }, bound)) as Record<
        string,
        string
      >,
      fieldManager: `${FIELD_MANAGER}-annotations`,
      force: true,
      dependsOn: [manifest],
    }),
  );
}

function isAdopted(object: KubernetesObject, { adopt }: TerraformDeliveryProps): boolean {
  return (adopt ?? []).map(String).includes(object.kind);
}

function importId({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `apiVersion=${apiVersion},kind=${kind},namespace=${metadata.namespace},name=${metadata.name}`;
}

/** The object with every symbolic reference replaced by the Terraform reference that its maker registered. */
function resolveReferences<T>(value: T, bound: Bound): T {
  if (value instanceof AfterApply) return resolveReference(value, bound) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => resolveReferences(item, bound)) as T;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [key, resolveReferences<unknown>(item, bound)]);
    return Object.fromEntries(entries) as T;
  }
  return value;
}
