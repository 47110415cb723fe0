import type { Blueprint } from "../core/blueprint";
import type { ClusterKind } from "../core/cluster";
import type { AppliedGate } from "../catalogue/gates";
import type { DeclaredEnvironment } from "../declaration/declarations";

/** What stands where a value is known after an apply only: nothing is compared with it. */
export const UNKNOWN = Symbol("known after apply");

/** A value of a declared object. */
export type Declared =
  string | number | boolean | null | typeof UNKNOWN | readonly Declared[] | { readonly [field: string]: Declared };

export type DeclaredFields = Readonly<Record<string, Declared>>;

/** A Kubernetes object as it is declared. */
export interface ExpectedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly annotations: DeclaredFields;
  readonly labels: DeclaredFields;
  /** Everything beside apiVersion, kind and metadata. */
  readonly fields: DeclaredFields;
}

export interface ExpectedCluster {
  readonly name: string;
  readonly kind: ClusterKind;
  readonly issuer?: string;
  readonly project?: string;
  /** Context of the kubeconfig, where the declaration names one. */
  readonly context?: string;
}

export interface ExpectedKey {
  readonly key: string;
  /** Whether nobody may see the value. */
  readonly secret: boolean;
  /** The value, where it is a setting and known. */
  readonly value?: string;
  readonly appliesLive: boolean;
}

/** How the pod gets its keys. */
export type ExpectedMount =
  | { readonly kind: "none" }
  | {
      readonly kind: "SecretProviderClass";
      readonly provider: string;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: "Secret"; readonly externalSecret?: { readonly kind: string; readonly name: string } };

/** What an environment is declared to be, as far as a cluster shows it. */
export interface ExpectedEnvironment {
  /** Name of its stack, by which commands call it. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly cluster: ExpectedCluster;
  readonly operator: string;
  readonly mendix: string;
  readonly delivery: "Terraform" | "manifests";
  /** Whether its MendixApp is declared; otherwise the portal owns it. */
  readonly standalone: boolean;
  readonly objects: readonly ExpectedObject[];
  readonly operatorConfiguration?: DeclaredFields;
  readonly mount: ExpectedMount;
  readonly keys: readonly ExpectedKey[];
  readonly gates: readonly AppliedGate[];
  readonly identity?: string;
}

/** Environments of one cluster. */
export interface ClusterNeeds {
  readonly cluster: ExpectedCluster;
  readonly environments: readonly ExpectedEnvironment[];
}

/**
 * The one place that knows what a declaration looks like: everything else here reads what it returns.
 */
export function expectedOf({
  stack,
  blueprint,
}: Pick<DeclaredEnvironment, "stack" | "blueprint">): ExpectedEnvironment {
  const { subject, versions, gates, identity } = blueprint;
  const objects = blueprint.objects.map(objectOf);
  const configuration = blueprint.operatorConfiguration?.["spec"];
  return {
    id: stack.name,
    name: subject.name,
    namespace: subject.namespace,
    cluster: clusterOf(subject.cluster),
    operator: versions.operator,
    mendix: versions.mendix,
    delivery: blueprint.delivery === "Terraform" ? "Terraform" : "manifests",
    standalone: objects.some(({ kind }) => kind === "MendixApp"),
    objects,
    ...(configuration === undefined ? {} : { operatorConfiguration: fieldsOf(configuration) }),
    mount: mountOf(blueprint),
    keys: keysOf(blueprint),
    gates,
    ...(identity === undefined ? {} : { identity: identity.title }),
  };
}

/** Environments by their cluster, in the order in which the clusters come up. */
export function byCluster(environments: readonly ExpectedEnvironment[]): readonly ClusterNeeds[] {
  const clusters = new Map<string, ExpectedEnvironment[]>();
  for (const environment of environments) {
    const { name } = environment.cluster;
    clusters.set(name, [...(clusters.get(name) ?? []), environment]);
  }
  return [...clusters.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ cluster: group[0].cluster, environments: group }],
  );
}

export function clusterOf(cluster: Blueprint["subject"]["cluster"]): ExpectedCluster {
  const { name, kind, issuer, project } = cluster;
  const context: unknown = "context" in cluster ? cluster.context : undefined;
  return {
    name,
    kind,
    ...(issuer === undefined ? {} : { issuer }),
    ...(project === undefined ? {} : { project }),
    ...(typeof context === "string" ? { context } : {}),
  };
}

function objectOf({ apiVersion, kind, metadata, ...fields }: Blueprint["objects"][number]): ExpectedObject {
  return {
    apiVersion,
    kind,
    name: metadata.name,
    namespace: metadata.namespace,
    annotations: fieldsOf(metadata.annotations),
    labels: fieldsOf(metadata.labels),
    fields: fieldsOf(fields),
  };
}

function mountOf({ mount }: Blueprint): ExpectedMount {
  if (mount.kind === "none") return mount;
  if (mount.kind === "SecretProviderClass") {
    const parameters = Object.entries(mount.parameters).filter((entry): entry is [string, string] => isKnown(entry[1]));
    return { kind: mount.kind, provider: mount.provider, parameters: Object.fromEntries(parameters) };
  }
  const { kind, name } = fieldsOf(fieldsOf(mount.externalSecret)["secretStoreRef"]);
  if (typeof kind !== "string" || typeof name !== "string") return { kind: "Secret" };
  return { kind: "Secret", externalSecret: { kind, name } };
}

function keysOf({ keys, entries }: Blueprint): readonly ExpectedKey[] {
  const settings = new Map<string, unknown>();
  for (const { content } of entries) {
    const values = content.kind === "settings" ? content.values : content.kind === "document" ? content.settings : {};
    for (const [key, value] of Object.entries(values ?? {})) settings.set(key, value);
  }
  return keys.map(({ key, source, appliesLive }) => {
    const value = settings.get(key);
    const secret = source !== "setting";
    return { key, secret, appliesLive, ...(!secret && isKnown(value) ? { value } : {}) };
  });
}

/** A text that is no Terraform token. */
function isKnown(value: unknown): value is string {
  return typeof value === "string" && !value.includes("${TfToken[");
}

function fieldsOf(value: unknown): DeclaredFields {
  const declared = declaredOf(value);
  return isFields(declared) ? declared : {};
}

export function isFields(value: Declared | undefined): value is DeclaredFields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Plain data stays; whatever else stands for a value, be it a reference or a token, is known after an apply only. */
function declaredOf(value: unknown): Declared {
  if (typeof value === "string") return isKnown(value) ? value : UNKNOWN;
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(declaredOf);
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return UNKNOWN;
  const given = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(given.map(([field, inner]) => [field, declaredOf(inner)]));
}
