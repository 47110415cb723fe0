import type { AppliedGate } from "../catalogue/gates";
import type { Versions } from "../catalogue/versions";
import type { ProviderName } from "../catalogue/provider-ranges";
import type { Resources } from "../core/resource";
import type { Claim } from "./claim";
import type { Entry } from "./entry";
import type { Fill } from "./fill";
import type { Grant } from "./grant";
import type { KubernetesObject } from "./kubernetes-object";
import type { Login, Mount, StoreReader } from "./mount";
import type { Problem } from "./problem";
import type { NeededPlace } from "./place";
import type { Step } from "./share";
import type { Subject } from "./subject";

/** How a key's value gets in. */
export type KeySource = "setting" | "variable" | "ephemeral" | "generated" | "external";

/** A key that the pod mounts, and where it comes from. */
export interface MountedKey {
  readonly key: string;
  readonly source: KeySource;
  /** Prop that declares it. */
  readonly prop: string;
  /** Id of the entry that holds it. */
  readonly entry: string;
  /** Terraform variable that carries the value, for `source: "variable"`. */
  readonly variable?: string;
  /** What a part assumes of the value, where an entry of somebody else holds it. */
  readonly assumed?: string;
  /** Whether a new value reaches a running app without a restart. */
  readonly appliesLive: boolean;
}

/** A Terraform variable that carries a secret value. */
export interface NeededVariable {
  /** Name in Terraform; a shell exports it as `TF_VAR_<name>`. */
  readonly name: string;
  readonly key: string;
  readonly revision: number;
  readonly description: string;
}

/** Files by their path below a directory. A pure function of the declaration: the same bytes on any machine. */
export interface Manifests {
  readonly files: Readonly<Record<string, string>>;
  /**
   * Directory that synthesis writes them to, relative to the working directory.
   *
   * @default - they are not written
   */
  readonly directory?: string;
}

/** Arguments by Terraform's names, as a file gives them. */
export type StackArguments = Readonly<Record<string, unknown>>;

/** A provider beside the default one of its name. */
export interface AliasedProvider {
  readonly name: string;
  readonly alias: string;
  readonly arguments: StackArguments;
}

/** The stack that an environment of a file stands in: its state and its providers. */
export interface StackPart {
  readonly name: string;
  readonly backend: { readonly type: string; readonly arguments: StackArguments };
  /**
   * Which state it is, as a text to compare: other ways to reach one state are one text.
   *
   * @default - not known
   */
  readonly state?: string;
  /** Arguments of each provider that the environment needs, by its name in Terraform. */
  readonly providers: Readonly<Record<string, StackArguments>>;
  /**
   * Further ones, which parts name by their alias.
   *
   * @default - none
   */
  readonly aliases?: readonly AliasedProvider[];
}

/** Everything that is known about an environment before a construct exists. Pure data, never a secret value. */
export interface Blueprint {
  readonly subject: Subject;
  readonly reader: StoreReader;
  readonly versions: Versions;
  readonly store: string;
  readonly delivery: string;
  /** Who the pod is: to its cloud, and to a store that has logins of its own. */
  readonly identity?: Login;
  readonly storeLogin?: Login;
  readonly keys: readonly MountedKey[];
  /** Fingerprint of what a running app can't take; whoever owns the MendixApp restarts the app where it changes. */
  readonly restart: string;
  readonly entries: readonly Entry[];
  readonly mount: Mount;
  readonly grants: readonly Grant[];
  readonly objects: readonly KubernetesObject[];
  /** Part of the namespace's OperatorConfiguration that a person merges in; the object belongs to the Operator. */
  readonly operatorConfiguration?: KubernetesObject;
  /** Every block of Terraform with every argument, in the order in which one waits for another; made on first use. */
  readonly resources: Resources;
  /** The Kubernetes objects as files, whether they are written or not. */
  readonly manifests: Manifests;
  /** What is made, as a person counts it: `{ role: 1, policy: 3 }`. */
  readonly creates: Readonly<Record<string, number>>;
  readonly gates: readonly AppliedGate[];
  readonly steps: readonly Step[];
  readonly variables: readonly NeededVariable[];
  /** How a person writes what Terraform does not; made on first use. */
  readonly fills: readonly Fill[];
  readonly warnings: readonly string[];
  readonly claims: readonly Claim[];
  readonly providers: readonly ProviderName[];
  /** Where providers of the stack have to act. */
  readonly places: readonly NeededPlace[];
  /**
   * CSI providers that it installs on its cluster.
   *
   * @default - it is an environment, and installs none
   */
  readonly serves?: readonly string[];
  /**
   * The environment as it was, where it is at its end and nothing of it is made any more.
   *
   * @default - it is not retired
   */
  readonly retired?: Blueprint;
  /**
   * The stack of its own.
   *
   * @default - in TypeScript the stack is the user's
   */
  readonly stack?: StackPart;
  readonly problems: readonly Problem[];
}
