import type { KubernetesObject } from "../core/kubernetes-object";
import type { Resource, Resources } from "../core/resource";
import { annotationsPath, manifestPath } from "./object-resources";

/**
 * Objects that Terraform may have made under another declaration and that go on without it: where the portal owns the
 * MendixApp, or another tool applies the manifests. It forgets them; where it never had them, nothing happens.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function forgotten(objects: readonly Pick<KubernetesObject, "kind" | "metadata">[]): Resources {
  return objects.flatMap(({ kind, metadata }) => {
    const object = removed("kubernetes_manifest", manifestPath(kind));
    return metadata.annotations ? [object, removed("kubernetes_annotations", annotationsPath(kind))] : [object];
  });
}

function removed(type: string, path: string): Resource {
  return { kind: "removed", type, path, arguments: {} };
}

/** The MendixApp of an environment that makes none of its own: it has no annotations. */
export function appOfOthers(
  objects: readonly KubernetesObject[],
): readonly Pick<KubernetesObject, "kind" | "metadata">[] {
  const [first] = objects;
  if (!first || objects.some(({ kind }) => kind === "MendixApp")) return [];
  const { name, namespace } = first.metadata;
  return [{ kind: "MendixApp", metadata: { name, namespace } }];
}
