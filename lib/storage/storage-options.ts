import { type Key, type PropOf, RUNTIME_PREFIX } from "../catalogue/keys";
import type { Share } from "../core/share";
import { type Versions, atLeast, needsS3Region } from "../catalogue/versions";
import { declareSecret } from "../core/secret-checks";
import type { SecretValue } from "../core/secret-value";

export interface StorageOptions {
  /**
   * Whether a file is deleted when its FileDocument is. With `false` the identity gets no delete permission either.
   *
   * @default true
   */
  readonly performDelete?: boolean;
  /**
   * Whether the storage's certificate is checked against the cluster's custom CA (`mendix-custom-tls`).
   *
   * @default false
   */
  readonly useCaCertificates?: boolean;
}

export interface StaticKeys {
  /**
   * Access key id.
   *
   * @default - none: the pod's identity reaches the bucket
   */
  readonly accessKeyId?: string | SecretValue;
  /**
   * Secret access key; given exactly when `accessKeyId` is.
   *
   * @default - none
   */
  readonly secretAccessKey?: SecretValue;
}

/** Whether an endpoint is that of Google Cloud Storage, whose S3 interoperability takes HMAC keys only. */
export function isGoogleEndpoint(endpoint: string): boolean {
  return /^https?:\/\/([^/]+\.)?storage\.googleapis\.com(:\d+)?(\/|$)/.test(endpoint);
}

/** Keys that every kind of storage shares. */
export function declareOptions(share: Share, options: StorageOptions): void {
  if (options.performDelete !== undefined) {
    share.key("storage-perform-delete", flagText(options.performDelete), "storage.performDelete");
  }
  if (options.performDelete === false) share.gate("no-delete", "storage.performDelete");
  if (options.useCaCertificates !== undefined) {
    share.key("storage-use-ca-certificates", flagText(options.useCaCertificates), "storage.useCaCertificates");
  }
}

/** Anything but a boolean is left as it is, for the check of the key's form to report. */
function flagText(flag: boolean): string {
  return typeof flag === "boolean" ? String(flag) : flag;
}

/** Declares static keys: both, or neither. */
export function declareStaticKeys(share: Share, keys: StaticKeys): void {
  const { accessKeyId, secretAccessKey } = keys;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    share.problem(
      "MX-S3-KEYS",
      accessKeyId === undefined ? "storage.accessKeyId" : "storage.secretAccessKey",
      "Of the two static keys one is missing.",
      "Write accessKeyId and secretAccessKey, or neither and an identity.",
    );
  }
  if (typeof accessKeyId === "string") share.key("storage-access-key-id", accessKeyId, "storage.accessKeyId");
  else if (accessKeyId !== undefined) declare(share, "storage-access-key-id", accessKeyId, "storage.accessKeyId");
  if (secretAccessKey !== undefined) {
    declare(share, "storage-secret-access-key", secretAccessKey, "storage.secretAccessKey");
  }
}

function declare<K extends Key>(share: Share, key: K, value: SecretValue, prop: PropOf<K>): void {
  declareSecret(share, key, value, prop, { notGenerated: "no storage would have that key" });
}

/** Runtime setting that names the region where neither Operator nor endpoint does. */
export const REGION_SETTING = `${RUNTIME_PREFIX}com.mendix.storage.s3.Region`;

/**
 * The newer runtimes need a region. Operators before 2.25 do not read it from the endpoint, so it is set for them.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-storage-plans/
 */
export function declareRegion(share: Share, region: string, versions: Versions, endpointNamesIt: boolean): void {
  const operatorReadsIt = endpointNamesIt && atLeast(versions.operator, "2.25.0");
  if (needsS3Region(versions.mendix) && !operatorReadsIt) share.key(REGION_SETTING, region, "storage.region");
}
