import type { Blueprint, Manifests, NeededVariable } from "./blueprint";
import type { Entry } from "./entry";
import type { FillCommand } from "./fill";
import type { Grant, Purpose } from "./grant";
import type { KubernetesObject, ManifestValue } from "./kubernetes-object";
import type { DeclaredKey, Share } from "./share";
import type { Reference } from "./expression";
import type { Subject } from "./subject";
import type { TakeOver } from "./take-over";
import type { Versions } from "../catalogue/versions";
import type { AwsRole, Login, Mount, StoreReader } from "./mount";

/** What every part may read while it describes itself. */
export interface Context {
  readonly subject: Subject;
  readonly versions: Versions;
  /** The declared identity; parts read only its static kind, so nothing is circular. */
  readonly identity: Identity | undefined;
  /** The declared store; parts read only its kind and props. */
  readonly store: SecretStore;
  readonly reader: StoreReader;
  /**
   * What exists already and is taken over.
   *
   * @default - nothing
   */
  readonly takeOver?: TakeOver;
}

/** How the pod proves who it is to a cloud. */
export abstract class Identity {
  /** Whose grants it can take. */
  abstract readonly cloud: Grant["cloud"];
  /** What a person calls it: "IRSA", "EKS Pod Identity". */
  abstract readonly title: string;
  /**
   * What to write where a grant of another cloud is asked of this identity.
   *
   * @default - an identity of that cloud
   */
  readonly alternatives: Partial<Readonly<Record<Purpose, string>>> = {};
  abstract describe(context: Context, grants: readonly Grant[]): IdentityShare;

  /** Role of AWS that the pod acts as, for those that are described before the identity; undefined where it is none. */
  roleOf(_subject: Subject): AwsRole | undefined {
    return undefined;
  }
}

/** The identity's share: also who the pod is in the cloud. */
export interface IdentityShare extends Share {
  /**
   * Role of AWS.
   *
   * @default - the identity is none
   */
  readonly role?: AwsRole;
  /** Name of the role, managed identity or principal. */
  readonly principal: string;
  /** Who may use it: "only system:serviceaccount:mendix:orders of prod". */
  readonly trusts: string;
}

export interface StoreContext extends Context {
  readonly keys: readonly DeclaredKey[];
  /**
   * Whether External Secrets Operator copies the values, whoever's identity it acts as.
   *
   * @default false
   */
  readonly copied?: boolean;
  /** Variables that carry the secrets among them. */
  readonly variables: readonly NeededVariable[];
}

/** Where a mounted key's value lies, for what reads the store from outside the pod. */
export interface RemoteValue {
  /** The store's own name of the entry. */
  readonly key: string | Reference;
  /** Property of the entry, where it is a document. */
  readonly property?: string;
  /** Version of the entry, where it is pinned. */
  readonly version?: string;
  /** Whether the entry holds the value base64-encoded. @default false */
  readonly base64?: boolean;
}

export interface StoreShare extends Share {
  readonly entries: readonly Entry[];
  readonly mount: Mount;
  /**
   * Where each mounted key's value lies.
   *
   * @default - not known; then the store can't be read by External Secrets Operator
   */
  readonly remoteValues?: Readonly<Record<string, RemoteValue>>;
  /**
   * What the owner of a SecretStore of External Secrets Operator does so that it can read the entries.
   *
   * @default - the grants say it
   */
  readonly access?: string;
  /** How the pod logs in to a store that has logins of its own. */
  readonly login?: Login;
  /**
   * How a person writes a key that somebody else than Terraform writes; undefined where the store's client can't write it
   * alone.
   *
   * @default - no key is written so
   */
  readonly fill?: (entry: Entry, key: string) => FillCommand | undefined;
  /** What Private Mendix Platform's admin panel asks for; a store that it can't read has none. */
  readonly panel?: PlatformPanel;
}

/** What a person enters in the admin panel of Private Mendix Platform. */
export interface PlatformPanel {
  /** Backend to select: "AWS Secrets Manager". */
  readonly backend: string;
  /** Name of the field. */
  readonly field: string;
  readonly value: string;
  /**
   * What stands between group and key in the key names that the panel shows.
   *
   * @default "."
   */
  readonly separator?: string;
}

/** Where values live. */
export abstract class SecretStore {
  /** What a person calls it: "AWS Secrets Manager". */
  abstract readonly title: string;
  /**
   * Whether an entry holds one value, so that no document can hold them all.
   *
   * @default false
   */
  readonly entryPerKey: boolean = false;
  abstract describe(context: StoreContext): StoreShare;
}

/** The delivery's share: also which objects are written to files, and where to. */
export interface DeliveryShare extends Share {
  /** Objects that are written to files. */
  readonly written: readonly KubernetesObject[];
  readonly target?: Pick<Manifests, "directory">;
}

/** What files are written from. */
export type ManifestFacts = Pick<Blueprint, "subject" | "objects" | "operatorConfiguration">;

/** How Kubernetes objects get to the cluster. */
export abstract class Delivery {
  /** What a person calls it: "Terraform", "manifests". */
  abstract readonly title: string;
  abstract describe(context: Context, objects: readonly KubernetesObject[]): DeliveryShare;
  /** The objects as files by their path, whether this delivery writes them or not. */
  abstract manifests(described: ManifestFacts): Readonly<Record<string, string>>;
}

/** Spec of the MendixApp, as far as this environment declares it, and what it contributes to the blueprint. */
export interface AppShare extends Share {
  /** Undefined where the portal owns the custom resource. */
  readonly spec: Readonly<Record<string, ManifestValue>> | undefined;
  /** Secrets that the ServiceAccount pulls images with. */
  readonly imagePullSecrets: readonly string[];
  /** Fields of the namespace's OperatorConfiguration that the app depends on. */
  readonly operatorConfiguration: Readonly<Record<string, ManifestValue>>;
}
