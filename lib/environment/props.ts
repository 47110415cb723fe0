import type { Cluster } from "../core/cluster";
import type { Delivery, Identity, SecretStore } from "../core/parts";
import type { Versions } from "../catalogue/versions";
import type { Database } from "../database/database";
import type { App } from "../app/app";
import type { FileStorage } from "../storage/file-storage";
import type { NamedAs } from "../core/subject";
import type { Setting } from "../core/public-setting";
import type { TakeOver } from "../core/take-over";
import type { SecretValue } from "../core/secret-value";

/** One Mendix app environment. */
export interface MendixSecretStoreEnvironmentProps {
  /**
   * Internal name of the environment: a DNS label of at most 35 characters. The MendixApp, the ServiceAccount and the
   * SecretProviderClass carry it.
   */
  readonly name: string;
  /** Namespace that the Operator watches. */
  readonly namespace: string;
  /**
   * Where the environment was, and what it was called, when its names were made: names of entries, role and policies,
   * the prefix in the bucket, the stack, its state and its variables stay those that they are, while trust and objects
   * follow the environment to its new place. `diff` says when it is needed.
   *
   * @default - `cluster`, `namespace` and `name`
   */
  readonly namedAs?: NamedAs;
  /**
   * What exists already and is taken over by import, by its address in the environment: `identity/role`, or `identity`
   * for all below it. No value is ever read: a secret's container is taken over, and its value is written anew or
   * `SecretValue.external()`. Take it out after the apply: a rebuilt state, in which something is gone, fails on it.
   *
   * @default - nothing: what exists already under a name that is made here is refused by its service, or overwritten
   */
  readonly takeOver?: TakeOver;
  /**
   * Whether the environment is at its end: the stack holds its providers and nothing else, so that the next apply
   * destroys what is there. Only then can the declaration go. `retire` writes it and says what goes and what stays.
   *
   * @default false
   */
  readonly retired?: boolean;
  /** Cluster that the environment runs in. */
  readonly cluster: Cluster;
  /** Versions of Operator and Mendix Runtime; features that they do not have are refused. */
  readonly versions: Versions;
  /** Where the values live. */
  readonly store: SecretStore;
  /**
   * How the pod proves who it is to a cloud.
   *
   * @default - none; a store, database or storage that needs one is then refused
   */
  readonly identity?: Identity;
  /**
   * The app's database.
   *
   * @default - none; then existing entries of the store have to hold the database keys
   */
  readonly database?: Database;
  /**
   * The app's file storage.
   *
   * @default - none; then existing entries of the store have to hold the storage keys
   */
  readonly storage?: FileStorage;
  /**
   * Password of MxAdmin.
   *
   * @default - none; no MxAdmin user is made, and an existing one stays as it is
   */
  readonly adminPassword?: SecretValue;
  /**
   * Password of the debugger.
   *
   * @default - none; debugging is off
   */
  readonly debuggerPassword?: SecretValue;
  /**
   * App constants by `Module.Constant`. A constant left out has the model's default. A text that is named like a secret or
   * looks like one is refused; `Setting.public(...)` is for one that everyone may read.
   *
   * @default - none
   */
  readonly constants?: Readonly<Record<string, string | Setting | SecretValue>>;
  /**
   * Custom runtime settings by name, for example `com.mendix.core.SessionTimeout`.
   *
   * @default - none
   */
  readonly runtimeSettings?: Readonly<Record<string, string | Setting | SecretValue>>;
  /** Who owns the MendixApp, and what is in it. */
  readonly app: App;
  /**
   * How the Kubernetes objects get to the cluster.
   *
   * @default Delivery.terraform()
   */
  readonly delivery?: Delivery;
}
