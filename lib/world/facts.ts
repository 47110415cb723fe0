import type { ExpectedEnvironment } from "./expected";
import { isKind, KINDS, type Fact, type Kind } from "./kinds";
import { declaredSpec, redactSpec } from "./redact";
import { namesOfSecret } from "./secret-names";
import { isRecord } from "./shapes";

/** What is looked at: objects by their kind, and what only the server itself answers. */
export type Source = Kind | "version" | "issuer" | "served" | "rights" | "vault";

/** Something that could not be looked at, and why. Checks that need it say so, and the others go on. */
export interface Gap {
  readonly source: Source;
  /** Where it could not be; everywhere without. */
  readonly namespace?: string;
  /** A sentence without its end: "no right to list nodes". */
  readonly why: string;
  /** Whether it was not asked for: files hold what somebody saved. */
  readonly notAsked?: boolean;
}

/** Something that somebody may want to do. */
export interface Action {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** The whole cluster without. */
  readonly namespace?: string;
}

/** Whether somebody may do it. */
export interface Right extends Action {
  readonly allowed: boolean;
}

/** What a Vault says to whoever asks it without a token. */
export interface VaultFact {
  readonly address: string;
  /** Where it was asked from: "this machine", "the API server". */
  readonly from: string;
  /** Why it did not answer. */
  readonly unreachable?: string;
  readonly sealed?: boolean;
  readonly initialized?: boolean;
  readonly version?: string;
  /** Auth mounts that were asked for, and whether something answers there. */
  readonly mounts: Readonly<Record<string, boolean>>;
}

/** What the API server itself says. */
export interface ServerFacts {
  readonly version?: string;
  readonly issuer?: string;
  /** Kinds that are served, as `group/version/Kind`. */
  readonly served: readonly string[];
  /** Whose rights were asked for. */
  readonly who?: string;
  readonly rights: readonly Right[];
  readonly vault: readonly VaultFact[];
  /** When it was looked, ISO 8601. */
  readonly at: string;
}

export type Objects = { readonly [K in Kind]: readonly Fact<K>[] };

/** Everything that was seen. Typed data, never a secret value. */
export interface Facts {
  readonly objects: Objects;
  readonly server: ServerFacts;
  readonly gaps: readonly Gap[];
  /**
   * Environments that were looked at, by their ids.
   *
   * @default - all that were asked for
   */
  readonly only?: readonly string[];
}

/** An object of a cluster before anything is taken of it. */
export interface RawObject {
  readonly kind: Kind;
  readonly object: unknown;
}

/**
 * Takes of each object what its kind's shape names, and of a MendixApp what is harmless. What can't be read at all is
 * left out.
 */
export function takeObjects(raw: readonly RawObject[], environments: readonly ExpectedEnvironment[]): Objects {
  const all = <K extends Kind>(kind: K): readonly Fact<K>[] =>
    raw.flatMap((candidate) => (candidate.kind === kind ? factsOf(kind, candidate.object) : []));
  return {
    Namespace: all("Namespace"),
    Node: all("Node"),
    CSIDriver: all("CSIDriver"),
    CSINode: all("CSINode"),
    DaemonSet: all("DaemonSet"),
    Deployment: all("Deployment"),
    CustomResourceDefinition: all("CustomResourceDefinition"),
    ServiceAccount: all("ServiceAccount"),
    SecretProviderClass: all("SecretProviderClass"),
    SecretProviderClassPodStatus: all("SecretProviderClassPodStatus"),
    MendixApp: all("MendixApp").map((app) => {
      const { name, namespace } = app.metadata;
      return { ...app, spec: redactSpec(app.spec, declaredSpec(environments, namespace, name)) };
    }),
    OperatorConfiguration: all("OperatorConfiguration"),
    ExternalSecret: all("ExternalSecret"),
    SecretStore: all("SecretStore"),
    ClusterSecretStore: all("ClusterSecretStore"),
    ResourceQuota: all("ResourceQuota"),
    Pod: all("Pod"),
    Event: all("Event"),
    Secret: all("Secret"),
  };
}

function factsOf<K extends Kind>(kind: K, object: unknown): readonly Fact<K>[] {
  const read = KINDS[kind].safeParse(object);
  return read.success ? [read.data as Fact<K>] : [];
}

/** The objects in an answer: a list's items, or the one that it is. An item of a list may leave out its kind. */
export function itemsOf(answer: unknown): readonly RawObject[] {
  if (!isRecord(answer)) return [];
  const { kind, items } = answer;
  if (!Array.isArray(items)) return isKind(kind) ? [rawObject(kind, answer)] : [];
  const listed = typeof kind === "string" ? kind.replace(/List$/, "") : undefined;
  return items.flatMap((item: unknown) => {
    const own = isRecord(item) && isKind(item["kind"]) ? item["kind"] : listed;
    return isKind(own) ? [rawObject(own, item)] : [];
  });
}

function rawObject(kind: Kind, object: unknown): RawObject {
  return { kind, object: kind === "Secret" ? namesOfSecret(object) : object };
}

/** The object of a name, in a namespace where its kind has one. */
export function find<K extends Kind>(facts: Facts, kind: K, name: string, namespace?: string): Fact<K> | undefined {
  return inNamespace(facts, kind, namespace).find(({ metadata }) => metadata.name === name);
}

export function inNamespace<K extends Kind>(facts: Facts, kind: K, namespace: string | undefined): readonly Fact<K>[] {
  const all: readonly Fact<K>[] = facts.objects[kind];
  return all.filter(({ metadata }) => metadata.namespace === namespace);
}

/** Why a source was not seen, in a namespace where one is named. */
export function gapOf(facts: Facts, source: Source, namespace?: string): Gap | undefined {
  return facts.gaps.find(
    (gap) =>
      gap.source === source && (gap.namespace === undefined || namespace === undefined || gap.namespace === namespace),
  );
}
