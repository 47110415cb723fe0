import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { dependable, Lazy, TerraformResource, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AfterApply } from "../../blueprint/after-apply";
import type { Blueprint } from "../../blueprint/blueprint";
import type { KubernetesObject } from "../../blueprint/kubernetes-object";
import type { Bound } from "../../blueprint/parts";
import { resolveReference } from "../../values/bind/settings";
import { terraformValue } from "../../values/text";

/** Who owns the fields that Terraform applies, in the API server's records. */
const FIELD_MANAGER = "cdktf-mendix-secret-store";

/**
 * Applies the objects in order: each waits for the entries and policies, and for the objects before it, because
 * names and ARNs are literals and imply nothing.
 */
export function bindTerraformDelivery(scope: Construct, blueprint: Blueprint, bound: Bound): void {
  const before: ITerraformDependable[] = [...bound.prerequisites];
  for (const object of blueprint.objects) {
    const resolved = terraformValue(resolveReferences(object, bound));
    const resource = object.kind === "ServiceAccount" ? serviceAccount(scope, resolved) : manifest(scope, resolved);
    resource.dependsOn = addressesOf([...before]);
    before.push(resource);
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

function manifest(scope: Construct, object: KubernetesObject): Manifest {
  return new Manifest(scope, object.kind, {
    manifest: object,
    fieldManager: { name: FIELD_MANAGER },
    // The default exempts all annotations and labels from drift; the vendor's annotations have to stay.
    computedFields: ["metadata.creationTimestamp"],
  });
}

function serviceAccount(scope: Construct, object: KubernetesObject): ServiceAccountV1 {
  const { name, namespace, annotations, labels } = object.metadata as {
    name: string;
    namespace: string;
    annotations: Record<string, string>;
    labels?: Record<string, string>;
  };
  const metadata = { name, namespace, annotations };
  return new ServiceAccountV1(scope, "ServiceAccount", { metadata: labels ? { ...metadata, labels } : metadata });
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
