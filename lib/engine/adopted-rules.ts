import { KEYS } from "../catalogue/keys";
import { atLeast, isVersion, needsS3Region, type Versions } from "../catalogue/versions";
import type { AdoptedPart, DeclaredKey, Share } from "../core/share";
import { serviceOf, type KeysOfEnvironment } from "./key-rules";

/** Prop that names the entries of somebody else. */
const EXISTING = "store.existing";
const AZURE_SERVICE = KEYS["storage-service-name"].values[1];
const REGION_SETTING = "mx-runtime-com.mendix.storage.s3.Region";

/**
 * Checks keys that existing entries hold by what the catalogue says of declared ones: which have to be there for the
 * way to log in, which must not, and the region that newer runtimes need. Their values are nobody's here.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#keys
 */
export function checkAdopted(
  share: Share,
  keys: KeysOfEnvironment,
  parts: readonly AdoptedPart[],
  versions: Versions,
): void {
  const { adopted, declared, assumed } = keys;
  for (const key of assumed) checkAssumed(share, key, adopted);
  const present = new Set([...adopted, ...declared.map(({ key }) => key)]);
  const of = (part: AdoptedPart["part"]) => parts.find((candidate) => candidate.part === part);
  if (adopted.includes("database-type")) checkDatabase(share, present, of("database"));
  if (!adopted.includes("storage-service-name")) return;
  if (serviceOf([...declared, ...assumed], present) === AZURE_SERVICE) return checkAzure(share, present, of("storage"));
  checkS3(share, present, of("storage"));
  checkRegion(share, present, versions);
}

/** What a part says of the entries is true only where they hold the key. */
function checkAssumed(share: Share, { key, prop }: DeclaredKey, adopted: readonly string[]): void {
  if (adopted.includes(key)) return;
  share.problem(
    "MX-KEY-MISSING",
    prop,
    `${key} is said to be in the store already, and no existing entry holds it.`,
    `Write ${key} among the keys of the entry that holds it (${EXISTING}).`,
  );
}

function checkDatabase(share: Share, present: ReadonlySet<string>, part: AdoptedPart | undefined): void {
  const held = present.has("database-password");
  if (part?.identity !== undefined && held) {
    share.problem(
      "MX-DATABASE-LOGIN",
      "database.authentication",
      `The app would log in by ${part.identity}, and an existing entry holds database-password: with both the Operator takes the password.`,
      `Take database-password out of the keys (${EXISTING}) and of the entry, or take authentication out.`,
    );
  } else if (part?.identity === undefined && !held) {
    share.problem(
      "MX-KEY-MISSING",
      "database",
      "No entry holds database-password, and no other way to log in is declared: the pod would have no permission for one.",
      "Write database: Database.existing({ authentication }), or name the existing entry that holds database-password.",
    );
  }
}

function checkS3(share: Share, present: ReadonlySet<string>, part: AdoptedPart | undefined): void {
  const [id, secret] = [present.has("storage-access-key-id"), present.has("storage-secret-access-key")];
  if (id !== secret) {
    share.problem(
      "MX-S3-KEYS",
      EXISTING,
      `Of the two static keys ${id ? "storage-secret-access-key" : "storage-access-key-id"} is missing.`,
      "Name the entry that holds it, or take the other one out too and write storage: FileStorage.existing(...).",
    );
  } else reportStorage(share, id, part, ["storage-access-key-id and storage-secret-access-key", "FileStorage.s3"]);
}

function checkAzure(share: Share, present: ReadonlySet<string>, part: AdoptedPart | undefined): void {
  const [account, key] = [present.has("storage-azure-account-name"), present.has("storage-azure-account-key")];
  if (account !== key) {
    const missing = account ? "storage-azure-account-key" : "storage-azure-account-name";
    const fix = "Name the entry that holds it, or take the other one out too.";
    share.problem("MX-KEY-MISSING", EXISTING, `The login with the account's key needs ${missing} too.`, fix);
    return;
  }
  if (!account) checkBlobIdentity(share, present);
  reportStorage(share, account, part, ["storage-azure-account-key", "new AzureBlobIdentity"]);
}

function checkBlobIdentity(share: Share, present: ReadonlySet<string>): void {
  const needed = ["storage-azure-blob-endpoint", "storage-azure-use-default-azure-credential"];
  const missing = needed.filter((key) => !present.has(key));
  if (missing.length === 0) return;
  share.problem(
    "MX-KEY-MISSING",
    EXISTING,
    `Without the account's key the login by managed identity needs ${missing.join(" and ")}.`,
    "Name the entry that holds them, or those of the account's name and key.",
  );
}

/** Static keys, or a declared login by the pod's identity: one of both. */
function reportStorage(
  share: Share,
  isStatic: boolean,
  part: AdoptedPart | undefined,
  [keys, factory]: readonly [keys: string, factory: string],
): void {
  const byIdentity = part?.identity !== undefined;
  if (isStatic !== byIdentity) return;
  share.problem(
    byIdentity ? "MX-S3-KEYS" : "MX-KEY-MISSING",
    "storage",
    byIdentity
      ? `The files would be reached by the pod's identity, and an existing entry holds ${keys}.`
      : `No entry holds ${keys}, and no other way to log in is declared: the pod would have no permission for one.`,
    byIdentity
      ? `Take them out of the keys (${EXISTING}) and of the entry, or take storage out.`
      : `Write storage: FileStorage.existing(${factory}({ ... })), or name the existing entry that holds them.`,
  );
}

/** Newer runtimes need a region, which Operators before 2.25 do not read from the endpoint. */
function checkRegion(share: Share, present: ReadonlySet<string>, versions: Versions): void {
  const { operator, mendix } = versions;
  if (!isVersion(operator) || !isVersion(mendix) || !needsS3Region(mendix) || atLeast(operator, "2.25.0")) return;
  if (present.has(REGION_SETTING)) return;
  share.problem(
    "MX-S3-REGION",
    EXISTING,
    `Mendix ${mendix} needs the region of the bucket, and Operator ${operator} does not read it from the endpoint.`,
    `Write it into the existing entry as ${REGION_SETTING} and name that key, declare storage: FileStorage.existing(...), or upgrade the Operator to 2.25.`,
  );
}
