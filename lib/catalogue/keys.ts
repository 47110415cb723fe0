import type { GateId } from "./gates";

/** What a key's value may be. */
export type ValueForm = "text" | "url" | "host" | "boolean" | "enum";

export interface KeyDefinition {
  /** What the Operator does with it. */
  readonly meaning: string;
  readonly form: ValueForm;
  /** Allowed values of an `enum`. */
  readonly values?: readonly string[];
  /** Prop of the environment that declares it. */
  readonly prop: string;
  /**
   * Props that declare it in other variants of the part.
   *
   * @default - none
   */
  readonly otherProps?: readonly string[];
  /** Whether it can only be a secret. */
  readonly secret?: true;
  /** Minimum versions beyond those of the store itself. */
  readonly gate?: GateId;
  /**
   * Whether a new value reaches a running app without a restart, from Operator 2.10.0 on: with any Mendix version, or
   * from one on. The vendor promises it for credentials only.
   *
   * @default - never; a change restarts the app
   * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
   */
  readonly live?: true | { readonly mendix: string };
}

/**
 * The mounted file names that the Operator reads. The one table: stores, checks, `explain` and docs read it.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#keys
 */
export const KEYS = {
  "database-type": {
    meaning: "type of the database",
    form: "enum",
    values: ["PostgreSQL", "SQLSERVER", "ORACLE", "MYSQL", "SAPHANA"],
    prop: "database",
  },
  "database-jdbc-url": { meaning: "JDBC URL; it overrides host and name", form: "url", prop: "database.jdbcUrl" },
  "database-host": { meaning: "host and port of the database", form: "host", prop: "database.host" },
  "database-name": { meaning: "name of the database or schema", form: "text", prop: "database.name" },
  "database-username": {
    meaning: "user that the app logs in as",
    form: "text",
    prop: "database.username",
    otherProps: ["database.authentication", "database.authentication.username"],
  },
  "database-password": {
    meaning: "password of that user",
    form: "text",
    prop: "database.password",
    otherProps: ["database.authentication"],
    secret: true,
    live: { mendix: "9.22.0" },
  },
  "storage-service-name": {
    meaning: "kind of file storage",
    form: "enum",
    values: ["com.mendix.storage.s3", "com.mendix.storage.azure"],
    prop: "storage",
  },
  "storage-endpoint": { meaning: "S3 endpoint", form: "url", prop: "storage.endpoint" },
  "storage-access-key-id": { meaning: "S3 access key id", form: "text", prop: "storage.accessKeyId", live: true },
  "storage-secret-access-key": {
    meaning: "S3 secret access key",
    form: "text",
    prop: "storage.secretAccessKey",
    secret: true,
    live: true,
  },
  "storage-bucket-name": {
    meaning: "directory in the bucket, or the bucket of an S3-like storage",
    form: "text",
    prop: "storage.prefix",
    otherProps: ["storage.bucket"],
  },
  "storage-azure-account-name": {
    meaning: "Azure storage account",
    form: "text",
    prop: "storage.accountName",
    gate: "azure-blob",
  },
  "storage-azure-account-key": {
    meaning: "key of the Azure storage account",
    form: "text",
    prop: "storage.accountKey",
    secret: true,
    gate: "azure-blob",
    live: true,
  },
  "storage-azure-container": {
    meaning: "Azure Blob container",
    form: "text",
    prop: "storage.container",
    gate: "azure-blob",
  },
  "storage-azure-blob-endpoint": {
    meaning: "primary endpoint of the storage account",
    form: "url",
    prop: "storage.blobEndpoint",
    gate: "azure-blob-identity",
  },
  "storage-azure-use-default-azure-credential": {
    meaning: "log in to Azure Blob with the managed identity",
    form: "boolean",
    prop: "storage",
    gate: "azure-blob-identity",
  },
  "storage-azure-use-https": {
    meaning: "HTTPS to Azure Blob; the runtime's default is true",
    form: "boolean",
    prop: "storage.useHttps",
    gate: "azure-blob",
  },
  "storage-use-ca-certificates": {
    meaning: "trust the cluster's custom CA for file storage",
    form: "boolean",
    prop: "storage.useCaCertificates",
  },
  "storage-perform-delete": {
    meaning: "delete the file when its FileDocument is deleted",
    form: "boolean",
    prop: "storage.performDelete",
  },
  "mx-admin-password": {
    meaning: "password of MxAdmin",
    form: "text",
    prop: "adminPassword",
    secret: true,
    live: true,
  },
  "mx-debugger-password": {
    meaning: "password of the debugger",
    form: "text",
    prop: "debuggerPassword",
    secret: true,
    gate: "debugger-password",
  },
} as const satisfies Readonly<Record<string, KeyDefinition>>;

/** Prefix of the keys that hold app constants: `mx-const-Module.Constant`. */
export const CONSTANT_PREFIX = "mx-const-";
/** Prefix of the keys that hold custom runtime settings: `mx-runtime-com.mendix.core.SomeSetting`. */
export const RUNTIME_PREFIX = "mx-runtime-";

/** A key that the Operator reads. */
export type Key = keyof typeof KEYS | `${typeof CONSTANT_PREFIX}${string}` | `${typeof RUNTIME_PREFIX}${string}`;

type Rows = typeof KEYS;

/** The props that declare a key, as its row names them; where the user names the end of the key, or there is no row, any. */
export type PropOf<K extends ValueName> = K extends keyof Rows
  ? Rows[K]["prop"] | (Rows[K] extends { readonly otherProps: readonly (infer Other)[] } ? Other : never)
  : string;

/** Secrets that a stack of a cluster is given for itself: no pod mounts them. */
export type StackSecret = "reviewer-token" | "vault-password";

/** What a value is declared for: a key, a credential of Private Mendix Platform by its dotted path, a stack's own secret. */
export type ValueName = Key | `${string}.${string}` | StackSecret;

/** Keys whose end the user names. */
export const FAMILIES: readonly (readonly [prefix: string, definition: KeyDefinition])[] = [
  [CONSTANT_PREFIX, { meaning: "app constant", form: "text", prop: "constants", gate: "app-settings" }],
  [RUNTIME_PREFIX, { meaning: "runtime setting", form: "text", prop: "runtimeSettings", gate: "app-settings" }],
];

/** What the catalogue says of a key, or undefined if the Operator does not read it. */
export function keyDefinition(key: string): KeyDefinition | undefined {
  if (Object.hasOwn(KEYS, key)) return KEYS[key as keyof typeof KEYS];
  // The name of a constant or setting is the name of a file.
  if (!/^[\w.-]+$/.test(key)) return undefined;
  return FAMILIES.find(([prefix]) => key.startsWith(prefix) && key.length > prefix.length)?.[1];
}
