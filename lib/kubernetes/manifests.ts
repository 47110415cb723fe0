import { AfterApply } from "../blueprint/after-apply";
import type { Blueprint } from "../blueprint/blueprint";
import type { KubernetesObject } from "../blueprint/kubernetes-object";
import { fragmentsOf } from "../values/text";
import { toYaml } from "../values/yaml";

/** Files of an environment by their path below the delivery's directory. A pure function of the blueprint; none where it is wrong. */
export function manifestFiles(blueprint: Blueprint): Readonly<Record<string, string>> {
  const { subject, objects, problems } = blueprint;
  if (problems.length > 0) return {};
  const directory = `${subject.cluster.name}/${subject.namespace}/${subject.name}`;
  const files = objects.map((object) => [fileName(object), toYaml(object)] as const);
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: files.map(([name]) => name),
  };
  const all = [...files, ["kustomization.yaml", toYaml(kustomization)] as const];
  return Object.fromEntries(all.map(([name, text]) => [`${directory}/${name}`, text]));
}

/** What a value holds that is known only after an apply, as a person calls it. */
export function afterApplyIn(value: unknown): readonly string[] {
  if (value instanceof AfterApply) return [value.label];
  if (typeof value === "string")
    return fragmentsOf(value).some((part) => part.token) ? ["value of a Terraform token"] : [];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(afterApplyIn);
  return [];
}

/** `SecretProviderClass` becomes `secret-provider-class.yaml`. */
function fileName(object: KubernetesObject): string {
  return `${object.kind.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}.yaml`;
}
