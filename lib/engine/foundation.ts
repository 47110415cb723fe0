import type { Versions } from "../catalogue/versions";
import type { Cluster } from "../core/cluster";
import type { SecretStore } from "../core/parts";

/** The props that everything else is built on, of whatever reads a store. */
export interface Foundation {
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster;
  readonly versions: Versions;
  readonly store: SecretStore;
}
