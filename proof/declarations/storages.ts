import { FileStorage } from "../../lib";
import { AzureBlobIdentity } from "../../lib/azure";
import type { Draw } from "./draw";
import type { StorageRow } from "./rows";
import { RESOURCE_GROUP } from "./stores";

export const STORAGES: readonly StorageRow[] = [
  {
    title: "S3, identity",
    needs: "aws",
    make: ({ word, directory, flag }) =>
      FileStorage.s3({ bucket: word, prefix: directory, listBucket: flag, performDelete: !flag }),
  },
  {
    title: "S3, static keys",
    make: ({ word, directory }, secretAccessKey) =>
      FileStorage.s3({
        bucket: word,
        region: "eu-west-1",
        prefix: directory,
        accessKeyId: "AKIAEXAMPLE",
        secretAccessKey,
      }),
  },
  {
    title: "S3-compatible",
    make: ({ word, text }, secretAccessKey) =>
      FileStorage.s3Compatible({
        endpoint: `https://${word}.example.com:9000`,
        bucket: word,
        accessKeyId: text || "key",
        secretAccessKey,
      }),
  },
  {
    title: "Google Cloud Storage, HMAC keys",
    make: ({ word, directory }, secretAccessKey) =>
      FileStorage.s3Compatible({
        endpoint: `https://storage.googleapis.com/${word}`,
        bucket: directory,
        accessKeyId: "GOOG1EXAMPLE",
        secretAccessKey,
      }),
  },
  {
    title: "Azure Blob, account key",
    make: ({ word, flag }, accountKey) =>
      FileStorage.azureBlob({ accountName: word, accountKey, container: word, ...(flag ? { useHttps: true } : {}) }),
  },
  {
    title: "Azure Blob, identity",
    needs: "azure",
    make: ({ word, guid, flag }: Draw) => {
      const group = `/subscriptions/${guid}/resourceGroups/${RESOURCE_GROUP.resourceGroupName}/providers`;
      const storageAccountId = `${group}/Microsoft.Storage/storageAccounts/${word}`;
      return new AzureBlobIdentity({ storageAccountId, container: word, performDelete: flag });
    },
  },
];
