import type { Reference, Template } from "../core/expression";

/** A value in a Kubernetes object. */
export type ManifestValue =
  | string
  | number
  | boolean
  | null
  | Reference
  | Template
  | readonly ManifestValue[]
  | { readonly [key: string]: ManifestValue };

/** A Kubernetes object as data: what is sent to the API server, by whichever delivery. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Readonly<Record<string, string | Reference>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: ManifestValue | KubernetesObject["metadata"];
}
