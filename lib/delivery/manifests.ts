import * as path from "node:path";
import { Reference } from "../core/expression";
import type { ManifestFacts } from "../core/parts";
import type { KubernetesObject } from "../core/kubernetes-object";
import { fragmentsOf } from "../core/text";
import { toYaml } from "../core/yaml";
import type { GitOps } from "./git-ops";

export interface ManifestOptions {
  /** Directory that the files lie in, for the tools that want to be told. */
  readonly directory: string;
  readonly gitOps?: GitOps;
}

/** What a person calls a value that was given as a token: nobody can say what it will be. */
const TERRAFORM_TOKEN = "value of a Terraform token";

type Files = Readonly<Record<string, string>>;

/**
 * Files of an environment by their path below the delivery's directory. A pure function of the declaration: the same
 * bytes on any machine, and no secret in them.
 */
export function manifestFiles(
  described: ManifestFacts,
  { directory, gitOps }: ManifestOptions = { directory: "" },
): Files {
  const { subject, objects, operatorConfiguration } = described;
  const folder = `${subject.cluster.name}/${subject.namespace}/${subject.name}`;
  const own = (gitOps?.annotate(objects) ?? objects).map((object) => [fileName(object), toYaml(object)] as const);
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: own.map(([name]) => name),
  };
  const files: (readonly [string, string])[] = [...own, ["kustomization.yaml", toYaml(kustomization)]];
  // Both belong to somebody else's set of objects, so the kustomization does not list them.
  if (operatorConfiguration) files.push([fileName(operatorConfiguration), toYaml(operatorConfiguration)]);
  const descriptor = gitOps?.descriptor(subject, path.posix.join(directory, folder));
  if (descriptor) files.push(["flux-kustomization.yaml", toYaml(descriptor)]);
  return Object.fromEntries(files.map(([name, text]) => [`${folder}/${name}`, text]));
}

/** What a value holds that is known only after an apply. */
export function afterApplyIn(value: unknown): readonly (Reference | typeof TERRAFORM_TOKEN)[] {
  if (Reference.isReference(value)) return [value];
  if (typeof value === "string") return fragmentsOf(value).some((part) => part.token) ? [TERRAFORM_TOKEN] : [];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(afterApplyIn);
  return [];
}

/** `SecretProviderClass` becomes `secret-provider-class.yaml`. */
export function fileName(object: Pick<KubernetesObject, "kind">): string {
  return `${object.kind.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase()}.yaml`;
}
