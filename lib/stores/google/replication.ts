import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";

export interface GoogleReplica {
  /** Location that holds a copy of every secret, for example `europe-west1`. */
  readonly location: string;
  /**
   * Resource name of the Cloud KMS key that encrypts the copy; the key is in the same location.
   *
   * @default - Google's own key
   */
  readonly kmsKeyName?: string;
}

/** Where the secrets are kept, and what encrypts them. */
export interface Replication {
  readonly replicas?: readonly GoogleReplica[];
  readonly kmsKeyName?: string;
}

const LOCATION = /^[a-z]+(-[a-z]+)*-[a-z]+\d+$/;
const KMS_KEY = /^projects\/[^/]+\/locations\/([a-z0-9-]+)\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/;

/** Keys that the service has to be allowed to use, each once. */
export function kmsKeysOf({ replicas, kmsKeyName }: Replication): readonly string[] {
  const keys = [kmsKeyName, ...(replicas ?? []).map((replica) => replica.kmsKeyName)];
  return [...new Set(keys.filter((key) => key !== undefined))];
}

/**
 * Checks locations and keys. Replication can't be changed once a secret is there.
 *
 * @see https://cloud.google.com/secret-manager/docs/choosing-replication
 */
export function checkReplication(share: Share, { replicas, kmsKeyName }: Replication): void {
  if (kmsKeyName !== undefined && replicas !== undefined) {
    share.problem(
      "MX-GOOGLE-KMS",
      "store.kmsKeyName",
      "The key of automatic replication is given together with replicas.",
      "Write kmsKeyName on each replica: a key is in the location of its copy.",
    );
  } else if (kmsKeyName !== undefined) {
    checkKey(share, kmsKeyName, "global", "store.kmsKeyName");
  }
  if (replicas?.length === 0) {
    const fix = 'Write replicas: [{ location: "europe-west1" }], or leave it out for automatic replication.';
    share.problem("MX-GOOGLE-REPLICATION", "store.replicas", "The list of locations is empty.", fix);
  }
  (replicas ?? []).forEach((replica, index) => {
    const others = (replicas ?? []).slice(0, index).map(({ location }) => location);
    checkReplica(share, replica, others, `store.replicas[${index}]`);
  });
}

function checkReplica(share: Share, replica: GoogleReplica, others: readonly string[], prop: string): void {
  const { location, kmsKeyName } = replica;
  if (!isToken(location) && (!LOCATION.test(location) || others.includes(location))) {
    share.problem(
      "MX-GOOGLE-REPLICATION",
      `${prop}.location`,
      `${quote(location)} is ${others.includes(location) ? "named twice" : "not a location of one region"}.`,
      'Write location: "europe-west1".',
    );
  }
  if (kmsKeyName !== undefined) checkKey(share, kmsKeyName, location, `${prop}.kmsKeyName`);
}

function checkKey(share: Share, key: string, location: string, prop: string): void {
  if (isToken(key) || isToken(location)) return;
  const found = KMS_KEY.exec(key)?.[1];
  if (found === location) return;
  share.problem(
    "MX-GOOGLE-KMS",
    prop,
    found === undefined
      ? `${quote(key)} is not the resource name of a key.`
      : `The key is in ${found}, and ${location === "global" ? "automatic replication takes one in global only" : `the copy is in ${location}`}.`,
    `Write "projects/PROJECT/locations/${location}/keyRings/RING/cryptoKeys/KEY".`,
  );
}
