import { manifestPath } from "../../delivery/object-resources";
import { holdsSecret, readApp, versionsOf } from "./app";
import type { Candidate } from "./candidates";
import { classOf, readStore } from "./stores";
import type { TakenStore } from "./stores/taken";
import { openQuestions, Todo, type Draft, type OpenQuestion } from "./todo";

/** An environment that was found, as a declaration. */
export interface AdoptedEnvironment {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly draft: Readonly<Record<string, Draft | undefined>>;
  /** What was taken over as what. */
  readonly taken: readonly string[];
  /** What a declaration can't say: the field's place and why, never a value. */
  readonly left: readonly string[];
  readonly open: readonly OpenQuestion[];
  readonly next: readonly string[];
}

/** Something that looks like an environment and can't be adopted, and why. */
export interface RefusedEnvironment {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly why: string;
}

/** A candidate as a declaration in which entries, role and identity stay their owners'. */
export function adoptOne(candidate: Candidate, cluster: string): AdoptedEnvironment | RefusedEnvironment {
  const { name, namespace } = candidate;
  const store = readStore(candidate);
  if (typeof store === "string") return { name, namespace, why: store };
  if (store.keys.length === 0) return { name, namespace, why: "its store holds no key that the Operator reads" };
  const app = readApp(candidate);
  const draft = {
    name,
    namespace: namespace ?? new Todo("namespace of the environment", "mendix"),
    cluster,
    versions: versionsOf(candidate),
    store: store.store,
    identity: store.identity,
    database: databaseOf(candidate, store),
    storage: storageOf(candidate, store),
    app: app.app,
    takeOver: takeOverOf(candidate, app.imported),
  };
  return {
    name,
    namespace,
    draft,
    taken: [...store.taken, ...app.taken],
    left: [...store.left, ...app.left],
    open: openQuestions(draft),
    next: app.next,
  };
}

/** Without a password the app logs in by its identity, and the permission names what only a person knows. */
function databaseOf(candidate: Candidate, { keys, identity }: TakenStore): Draft | undefined {
  if (keys.includes("database-password") || !keys.includes("database-type")) return undefined;
  if (isAzure(candidate) && keys.includes("database-username")) {
    const user =
      "user that the app logs in as: for Azure SQL take this line out and write authentication: azureSqlIdentity";
    return { existing: { username: new Todo(user, "orders"), authentication: { azurePostgresqlIdentity: {} } } };
  }
  if (!isAws(identity) || !keys.includes("database-username")) return undefined;
  const resourceId = new Todo("DbiResourceId of the instance, or DbClusterResourceId of the cluster", "db-ABC123");
  const username = new Todo("user that the app logs in as, the value of database-username", "orders");
  return { existing: { username, authentication: { rdsIam: { resourceId } } } };
}

function storageOf(candidate: Candidate, { keys, identity }: TakenStore): Draft | undefined {
  const isStatic = keys.includes("storage-access-key-id") || keys.includes("storage-azure-account-key");
  if (isStatic || !keys.includes("storage-service-name")) return undefined;
  if (keys.some((key) => key.startsWith("storage-azure-"))) {
    const account = "/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Storage/storageAccounts/acme";
    const storageAccountId = new Todo("resource id of the storage account", account);
    const container = new Todo("container, the value of storage-azure-container", "orders");
    return { existing: { azureBlobIdentity: { storageAccountId, container } } };
  }
  if (!isAws(identity)) return undefined;
  const bucket = new Todo("bucket, the host of storage-endpoint up to .s3", "acme-files");
  const prefix = new Todo("directory in the bucket, the value of storage-bucket-name", candidate.name);
  return { existing: { s3: { bucket, prefix } } };
}

/** Whether the pod is a role of AWS, which RDS and S3 know. */
function isAws(identity: Draft | undefined): boolean {
  return Object.keys(identity ?? {}).some((kind) => /^(irsa|podIdentity)/.test(kind));
}

function isAzure(candidate: Candidate): boolean {
  return classOf(candidate).provider === "azure";
}

/** The Kubernetes objects that are there are taken over; one that is not there is made. */
function takeOverOf(candidate: Candidate, importsApp: boolean): Draft | undefined {
  const kinds = [...(candidate.account ? ["ServiceAccount"] : []), ...(candidate.class ? ["SecretProviderClass"] : [])];
  const app = { resource: manifestPath("MendixApp"), ...(holdsSecret(candidate) ? {} : { holdsNoSecret: true }) };
  const items = [...kinds.map(manifestPath), ...(importsApp ? [app] : [])];
  return items.length === 0 ? undefined : items;
}
