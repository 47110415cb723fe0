import type { ProviderObject } from "../../core/provider-handle";
import type { ExistingGoogleSecret } from "./existing";
import type { VersionDeletion, GoogleCsiDriver } from "./options";
import type { GoogleReplica } from "./replication";

export interface GoogleSecretManagerProps {
  /**
   * Id of the project that the secrets are in.
   *
   * @default - the cluster's
   */
  readonly project?: string;
  /**
   * Beginning of the ids of the secrets; `-` and the key follow it.
   *
   * @default - cluster, namespace and name joined by `-`
   */
  readonly name?: string;
  /**
   * Ids of single secrets by the key that they hold.
   *
   * @default - `name` and the key, with a fingerprint where the key holds a dot
   */
  readonly secretIds?: Readonly<Record<string, string>>;
  /**
   * Locations that hold a copy of every secret. It can't be changed once the secrets are there.
   *
   * @default - automatic replication
   */
  readonly replicas?: readonly GoogleReplica[];
  /**
   * Resource name of the Cloud KMS key of automatic replication; the key is in the location `global`.
   *
   * @default - Google's own key
   */
  readonly kmsKeyName?: string;
  /**
   * Labels of every secret.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether Terraform refuses to delete the secrets. A deleted secret can't be restored.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * What becomes of a version when a newer one has replaced it.
   *
   * @default VersionDeletion.DISABLE
   */
  readonly versionDeletion?: VersionDeletion;
  /**
   * Versions that the pod mounts, by key: a number, or an alias of the secret.
   *
   * @default - the latest of every key
   */
  readonly pinnedVersions?: Readonly<Record<string, string>>;
  /**
   * Secrets that somebody else made, with the keys that they hold. Regional secrets can be used like this only.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingGoogleSecret[];
  /**
   * CSI driver that mounts the secrets. Only the open-source one works.
   *
   * @default GoogleCsiDriver.OPEN_SOURCE
   */
  readonly driver?: GoogleCsiDriver;
  /**
   * Provider of the secrets' project, where it is not the stack's default.
   *
   * @default - the stack's Google provider
   */
  readonly provider?: ProviderObject;
}
