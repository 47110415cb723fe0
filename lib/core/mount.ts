/**
 * Who reads the store: the CSI driver, which mounts one file for each key; External Secrets Operator with an identity
 * of its own; or the app itself, which asks for a document as Private Mendix Platform does. What a cluster has once is
 * read by nobody.
 */

import type { Reference, Template } from "./expression";
import type { ManifestValue } from "./kubernetes-object";

export type StoreReader = "driver" | "operator" | "app" | "nobody";

/** How the pod gets the values: what the Operator mounts. */
export type Mount =
  /** Nothing: the app itself reads the store. */
  | { readonly kind: "none" }
  | {
      readonly kind: "SecretProviderClass";
      /** Name of the CSI provider: aws, vault, azure, gcp. */
      readonly provider: string;
      readonly parameters: Readonly<Record<string, string | Reference | Template>>;
    }
  | {
      readonly kind: "Secret";
      /** Spec of the ExternalSecret that makes the Secret, where one does. */
      readonly externalSecret?: Readonly<Record<string, ManifestValue>>;
    };

/** A role of AWS, whose ARN is known before an apply. */
export interface AwsRole {
  readonly name: string;
  readonly arn: string;
}

/** Who somebody is to a system, and who may be it. */
export interface Login {
  /**
   * Role of AWS.
   *
   * @default - it is none
   */
  readonly role?: AwsRole;
  /** The system or way, as a person calls it: "IRSA", "Vault, auth/kubernetes". */
  readonly title: string;
  /** Name of the role, managed identity or principal. */
  readonly principal: string;
  /** Who may use it: "only system:serviceaccount:mendix:orders of prod". */
  readonly trusts: string;
  /** What it may do there, where that is not among the grants. */
  readonly may?: string;
  /** Paths that it reads there, exactly, where they are not among the grants. */
  readonly reads?: readonly string[];
}
