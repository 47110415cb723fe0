import type { ApiServer } from "../../../../engines/api-server";
import type { Authority } from "../../../../engines/clouds/authority";
import type { Installed } from "../../../../engines/csi/csi-node";
import type { Engine } from "../../../../engines/engine";
import type { Declaration } from "./declared";
import type { Deployment } from "./deployment";

/** A store, as the mount tests need it: a new store joins by one of these. */
export interface MountStore {
  readonly title: string;
  readonly engines: readonly Engine[];
  /** Terraform's providers that can apply to the store's engines. */
  readonly providers: readonly string[];
  /** One document holds every value: whoever writes one writes them all, and needs them all. */
  readonly oneDocument?: boolean;
  /** Why somebody else's pod does not start. */
  readonly refusal: RegExp;
  /** What the issuer of a cluster of that cloud ends with. */
  readonly issuerPath?: string;
  start(api: ApiServer, authority: Authority): Promise<RunningStore>;
}

/** The engines or emulators behind a store, and how a stack gets into them. */
export interface RunningStore {
  readonly deployment: Deployment;
  /** The store's provider of the driver; none where Kubernetes itself mounts. */
  readonly installed: readonly Installed[];
  readonly clusters: Declaration;
  /** Props of the environment that are the store's own. */
  readonly props: Declaration;
  /** Deletes what one key is read from, as a person does. */
  deleteEntryOf(key: string): void | Promise<void>;
  /** Breaks the store's connections, or heals them; a store on an engine of its own has none to break. */
  setDown?(down: boolean): void;
  /** Takes the pod's permission to read away, or gives it back. */
  setReader?(reads: boolean): void;
  stop(): Promise<void>;
}
