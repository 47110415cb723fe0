import type {
  Cluster,
  Database,
  ExternalSecretOptions,
  FileStorage,
  MendixSecretStoreEnvironmentProps,
  SecretValue,
} from "../../lib";
import type { Draw } from "./draw";

type Props = MendixSecretStoreEnvironmentProps;

/** Whose workload identity a part needs. */
export type Cloud = "aws" | "azure" | "google";

/** A way in which a secret's value gets in. */
export type ValueTitle = "variable" | "ephemeral" | "generated" | "external" | "existing";

/** How a secret's value gets in, made for one place of a declaration. */
export interface ValueRow {
  readonly title: ValueTitle;
  readonly make: (draw: Draw, sources: Sources) => SecretValue;
  /** Whether it may stand for a password that a database or a storage has to know. */
  readonly knownElsewhere: boolean;
}

/** What rows need from the stack that a declaration is put into. */
export interface Sources {
  /** Token of an ephemeral value. */
  readonly ephemeral: string;
  /** An entry that somebody else made, as the store calls it. */
  readonly existing: (draw: Draw) => ExternalSecretOptions;
}

export interface StoreRow {
  readonly title: string;
  /** Cloud of the identity that its reads are granted to; undefined where the subject alone does. */
  readonly needs?: Cloud;
  /** Ways of values that it refuses by design, each with the reason. */
  readonly refuses?: Readonly<Partial<Record<ValueTitle, string>>>;
  /** Whether it takes no empty setting, so that none is declared for it. */
  readonly noEmptyText?: true;
  readonly existing: (draw: Draw) => ExternalSecretOptions;
  readonly make: (draw: Draw) => Props["store"];
}

export interface IdentityRow {
  readonly title: string;
  /** Undefined for no identity at all. */
  readonly cloud?: Cloud;
  readonly cluster: (draw: Draw) => Cluster;
  readonly make: (draw: Draw) => Props["identity"];
}

export interface DatabaseRow {
  readonly title: string;
  readonly needs?: Cloud;
  /** Whether Vault makes its credentials, so that the app reads them from no other store. */
  readonly needsVault?: true;
  readonly make: (draw: Draw, password: SecretValue) => Database;
}

export interface StorageRow {
  readonly title: string;
  readonly needs?: Cloud;
  readonly make: (draw: Draw, key: SecretValue) => FileStorage;
}
