import { FileStorage } from "../../storage/file-storage";
import type { S3Props } from "../../storage/s3";
import type { S3CompatibleProps } from "../../storage/s3-compatible";
import type { StorageOptions } from "../../storage/storage-options";
import { azureBlob, azureBlobIdentity } from "../azure/storage";
import { secret, textOrSecret } from "../secrets";
import { choice, flag, kind, props, text, type Shape } from "../shape";

const options: Shape<StorageOptions> = {
  performDelete: flag().exactOptional(),
  useCaCertificates: flag().exactOptional(),
};

const s3 = kind(
  "FileStorage.s3",
  props<S3Props>("S3Props", {
    bucket: text("acme-files"),
    region: text("eu-west-1").exactOptional(),
    prefix: text("orders-prod").exactOptional(),
    endpoint: text("https://acme-files.s3.eu-west-1.amazonaws.com").exactOptional(),
    listBucket: flag().exactOptional(),
    kmsKeyArn: text().exactOptional(),
    accessKeyId: textOrSecret.exactOptional(),
    secretAccessKey: secret.exactOptional(),
    ...options,
  }),
  (given) => FileStorage.s3(given),
);

const s3Compatible = kind(
  "FileStorage.s3Compatible",
  props<S3CompatibleProps>("S3CompatibleProps", {
    endpoint: text("https://minio.example.com:9000"),
    bucket: text("orders-files"),
    accessKeyId: textOrSecret,
    secretAccessKey: secret,
    region: text("us-east-1").exactOptional(),
    ...options,
  }),
  (given) => FileStorage.s3Compatible(given),
);

const described = { s3, s3Compatible, azureBlob, azureBlobIdentity };

/** The app's file storage: one line for each kind, and one for a storage whose settings the store holds already. */
export const storage = choice<FileStorage>({
  ...described,
  existing: kind("FileStorage.existing", choice<FileStorage>(described), (given) => FileStorage.existing(given)),
});
