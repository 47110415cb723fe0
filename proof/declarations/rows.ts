import type { Cluster, Database, FileStorage, MendixSecretStoreEnvironmentProps, SecretValue } from "../../lib";
import type { Draw } from "./draw";

type Props = MendixSecretStoreEnvironmentProps;

/** Whose workload identity a part needs. */
export type Cloud = "aws" | "azure" | "google";

/** How a secret's value gets in, made for one place of a declaration. */
export interface ValueRow {
  readonly title: string;
  readonly make: (draw: Draw, sources: Sources) => SecretValue;
  /** Whether it may stand for a password that a database or a storage has to know. */
  readonly knownElsewhere: boolean;
}

/** What rows need from the stack that a declaration is put into. */
export interface Sources {
  /** Token of an ephemeral value. */
  readonly ephemeral: string;
  /** A name for an entry that somebody else made. */
  readonly existing: (draw: Draw) => string;
}

export interface StoreRow {
  readonly title: string;
  /** Cloud of the identity that its reads are granted to; undefined where the subject alone does. */
  readonly needs?: Cloud;
  /** Ways of values that it refuses, by their titles. */
  readonly refuses?: readonly string[];
  /** Name of an existing entry in it. */
  readonly existing: (draw: Draw) => string;
  readonly make: (draw: Draw) => Props["store"];
}

export interface IdentityRow {
  readonly title: string;
  readonly cloud?: Cloud;
  readonly cluster: (draw: Draw) => Cluster;
  readonly make: (draw: Draw) => Props["identity"];
}

export interface DatabaseRow {
  readonly title: string;
  readonly needs?: Cloud;
  readonly make: (draw: Draw, password: SecretValue) => Database;
}

export interface StorageRow {
  readonly title: string;
  readonly needs?: Cloud;
  readonly make: (draw: Draw, key: SecretValue) => FileStorage;
}
