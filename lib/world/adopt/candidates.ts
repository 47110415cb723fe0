import { isRecord } from "../shapes";
import { versionOf } from "../providers";
import type { AdoptedKind, Found } from "./found";

const VENDOR = "privatecloud.mendix.com";

/** Annotation by which the Operator knows each object of an environment. */
export const ANNOTATIONS = {
  ServiceAccount: `${VENDOR}/environment-account`,
  SecretProviderClass: `${VENDOR}/environment-class`,
  Secret: `${VENDOR}/environment-secret`,
} as const;

/** Objects of one name in one namespace that look like an environment. */
export interface Candidate {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly app: Found | undefined;
  readonly account: Found | undefined;
  readonly class: Found | undefined;
  readonly secret: Found | undefined;
  readonly external: Found | undefined;
  readonly configuration: Found | undefined;
  /** Version of the Operator, as the image of its Deployment says it. */
  readonly operator: string | undefined;
  /** Whether the portal owns the MendixApp: its agent wrote it, or runs beside it. */
  readonly connected: boolean;
}

/** The environments among objects: whatever a MendixApp, or an annotation of the Operator's, names. */
export function candidatesIn(found: readonly Found[]): readonly Candidate[] {
  const names = new Map<string, Pick<Candidate, "name" | "namespace">>();
  for (const { name, namespace } of found.filter(namesOne))
    names.set(`${namespace ?? ""}/${name}`, { name, namespace });
  return [...names.values()].map((place) => candidateOf(found, place));
}

function namesOne(object: Found): boolean {
  if (object.kind === "MendixApp") return true;
  if (object.kind === "ExternalSecret") return isAnnotated(templateOf(object), ANNOTATIONS.Secret);
  const annotation = ANNOTATIONS[object.kind as keyof typeof ANNOTATIONS] as string | undefined;
  return annotation !== undefined && isAnnotated(object.object["metadata"], annotation);
}

function candidateOf(found: readonly Found[], { name, namespace }: Pick<Candidate, "name" | "namespace">): Candidate {
  const of = (kind: AdoptedKind) =>
    found.find((one) => one.kind === kind && one.name === name && one.namespace === namespace);
  const beside = (kind: AdoptedKind) => found.filter((one) => one.kind === kind && one.namespace === namespace);
  const app = of("MendixApp");
  const secret = of("Secret");
  return {
    name,
    namespace,
    app,
    account: of("ServiceAccount"),
    class: of("SecretProviderClass"),
    secret: secret && isAnnotated(secret.object["metadata"], ANNOTATIONS.Secret) ? secret : undefined,
    external: of("ExternalSecret"),
    configuration: beside("OperatorConfiguration")[0],
    operator: operatorIn(beside("Deployment")),
    connected: isConnected(app, beside("Deployment")),
  };
}

function operatorIn(deployments: readonly Found[]): string | undefined {
  const operator = deployments.find(({ name }) => name === "mendix-operator");
  return versionOf(imagesOf(operator).find((image) => /operator/.test(image)));
}

/** Images of a Deployment's containers. */
function imagesOf(deployment: Found | undefined): readonly string[] {
  const containers = fieldIn(deployment?.object, ["spec", "template", "spec", "containers"]);
  if (!Array.isArray(containers)) return [];
  return (containers as readonly unknown[]).flatMap((one) => textIn(fieldIn(one, ["image"])) ?? []);
}

function isConnected(app: Found | undefined, deployments: readonly Found[]): boolean {
  const managers = fieldIn(app?.object, ["metadata", "managedFields"]);
  const byAgent =
    Array.isArray(managers) &&
    (managers as readonly unknown[]).some((one) => /^mendix-agent/.test(textIn(fieldIn(one, ["manager"])) ?? ""));
  return byAgent || deployments.some(({ name }) => name === "mendix-agent");
}

/** Metadata that an ExternalSecret puts on the Secret that it makes. */
export function templateOf(external: Found): unknown {
  return fieldIn(external.object, ["spec", "target", "template", "metadata"]);
}

/** Whether metadata has an annotation of the Operator's, in the form that the API server takes or in another. */
export function isAnnotated(metadata: unknown, annotation: string): boolean {
  const value = fieldIn(metadata, ["annotations", annotation]);
  return value === "true" || value === true;
}

/** The value of a field, or undefined where there is none. */
export function fieldIn(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner: unknown, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Texts of a map. */
export function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Annotations of an object. */
export function annotationsOf(object: Found | undefined): Readonly<Record<string, string>> {
  return textsIn(fieldIn(object?.object, ["metadata", "annotations"]));
}
