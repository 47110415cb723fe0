import type { Context } from "../core/parts";
import type { Share } from "../core/share";
import { ExistingStorage } from "./existing-storage";
import { AzureBlobStorage, type AzureBlobProps } from "./azure-blob";
import { S3Storage, type S3Props } from "./s3";
import { S3CompatibleStorage, type S3CompatibleProps } from "./s3-compatible";

/** The app's file storage. */
export abstract class FileStorage {
  /** A bucket of Amazon S3, by the pod's identity or with static keys. */
  static s3(props: S3Props): FileStorage {
    return new S3Storage(props);
  }

  /**
   * MinIO, Ceph, Google Cloud Storage, or any other store that speaks S3, with static keys.
   *
   * Google Cloud Storage is reached by its S3 interoperability, with the HMAC keys of a service account: the runtime
   * knows no workload identity for it, so `GkeWorkloadIdentity` serves the secret store only.
   */
  static s3Compatible(props: S3CompatibleProps): FileStorage {
    return new S3CompatibleStorage(props);
  }

  /** A container of Azure Blob storage, with the account's key. */
  static azureBlob(props: AzureBlobProps): FileStorage {
    return new AzureBlobStorage(props);
  }

  /**
   * A storage whose settings entries of somebody else hold: the store's `existing` names them. Of `storage` nothing is
   * written then; what it says decides about the permissions, versions and rules, so it has to be what the entries hold.
   */
  static existing(storage: FileStorage): FileStorage {
    return new ExistingStorage(storage);
  }

  abstract describe(context: Context): Share;
}
