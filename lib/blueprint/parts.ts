import type { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import type { AfterApply } from "./after-apply";
import type { Blueprint } from "./blueprint";
import type { Entry } from "./entry";
import type { Grant, Purpose } from "./grant";
import type { KubernetesObject } from "./kubernetes-object";
import type { DeclaredKey, Share } from "./share";
import type { Subject } from "./subject";
import type { Versions } from "../catalogue/versions";

/** What every part may read while it describes itself. */
export interface Context {
  readonly subject: Subject;
  readonly versions: Versions;
  /** The declared identity; parts read only its static kind, so nothing is circular. */
  readonly identity: Identity | undefined;
}

/** What earlier parts made, for those that come after. */
export interface Bound {
  /** Terraform references by the name that an {@link AfterApply} carries. */
  readonly references: Map<string, string>;
  /** Entries and policies that must be there before the pod's objects change, and go only after them. */
  readonly prerequisites: ITerraformDependable[];
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
  abstract bind(scope: Construct, blueprint: Blueprint, bound: Bound): void;
}

/** The identity's share: also who the pod is in the cloud. */
export interface IdentityShare extends Share {
  /** Name of the role, managed identity or principal. */
  readonly principal: string;
  /** Who may use it: "only system:serviceaccount:mendix:orders of prod". */
  readonly trusts: string;
}

export interface StoreContext extends Context {
  readonly keys: readonly DeclaredKey[];
}

/** How the pod gets the values: what the Operator mounts. */
export type Mount =
  | {
      readonly kind: "SecretProviderClass";
      /** Name of the CSI provider: aws, vault, azure, gcp. */
      readonly provider: string;
      readonly parameters: Readonly<Record<string, string | AfterApply>>;
    }
  | { readonly kind: "Secret" };

export interface StoreShare extends Share {
  readonly entries: readonly Entry[];
  readonly mount: Mount;
}

/** Where values live. */
export abstract class SecretStore {
  /** What a person calls it: "AWS Secrets Manager". */
  abstract readonly title: string;
  abstract describe(context: StoreContext): StoreShare;
  abstract bind(scope: Construct, blueprint: Blueprint, bound: Bound): void;
}

/** How Kubernetes objects get to the cluster. */
export abstract class Delivery {
  /** What a person calls it: "Terraform", "manifests". */
  abstract readonly title: string;
  abstract describe(context: Context, objects: readonly KubernetesObject[]): Share;
  abstract bind(scope: Construct, blueprint: Blueprint, bound: Bound): void;
}
