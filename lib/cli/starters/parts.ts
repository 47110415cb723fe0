import type { Answers, Question } from "./starter";

/** Questions about a PostgreSQL database and its password. */
export const DATABASE_QUESTIONS: readonly Question[] = [
  { key: "databaseHost", asks: "Host of the PostgreSQL database" },
  { key: "databaseName", asks: "Name of the database" },
  { key: "databaseUser", asks: "User of the database" },
];

/** A PostgreSQL database whose password comes from a variable, unless another login is given. */
export function postgresql({ databaseHost, databaseName, databaseUser }: Answers, login: object = PASSWORD) {
  return { postgresql: { host: databaseHost, name: databaseName, username: databaseUser, ...login } };
}

const PASSWORD = { password: { fromVariable: {} } };

/** Questions about a storage that speaks S3. */
export const STORAGE_QUESTIONS: readonly Question[] = [
  { key: "storageEndpoint", asks: "Endpoint of the S3-compatible file storage (https://...)" },
  { key: "bucket", asks: "Bucket of the files" },
  { key: "accessKeyId", asks: "Access key id of the storage" },
];

/** A storage with static keys, the secret one from a variable. */
export function s3Compatible({ storageEndpoint, bucket, accessKeyId }: Answers) {
  return { s3Compatible: { endpoint: storageEndpoint, bucket, accessKeyId, secretAccessKey: { fromVariable: {} } } };
}
