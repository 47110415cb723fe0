import { FileStorage } from "../../lib";
import type { StorageRow } from "./rows";

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
];
