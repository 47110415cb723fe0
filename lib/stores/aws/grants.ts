import type { Entry } from "../../core/entry";
import { AwsGrant } from "../../core/grant";
import type { AwsPlace } from "../../clouds/aws/arn";
import { decryptGrants, type RegionalKey } from "../../clouds/aws/decryption";
import { policyArn } from "./existing";
import type { AwsSecretsManagerProps } from "./props";

/** What decrypts the secrets for the pod. */
const SERVICE = { host: "secretsmanager", title: "Secrets Manager", sid: "DecryptSecrets" };

/** What reading a secret takes. */
export const READ_ACTIONS = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];

/** Read on exactly this environment's entries, and decryption with their keys through Secrets Manager. */
export function grantsOf(
  place: AwsPlace,
  props: AwsSecretsManagerProps,
  entries: readonly Entry[],
): readonly AwsGrant[] {
  if (entries.length === 0) return [];
  const places = [place, ...(props.failoverRegion ? [{ ...place, region: props.failoverRegion }] : [])];
  const count = entries.length === 1 ? "this entry" : `these ${entries.length} entries`;
  const read = new AwsGrant(
    "secret-store",
    "ReadSecrets",
    `read ${count}`,
    READ_ACTIONS,
    places.flatMap((where) => entries.map((entry) => policyArn(where, entry.name))),
  );
  return [read, ...decryptGrants(keysOf(place, props), SERVICE)];
}

/** Keys of what somebody else made. */
export function keysOfOthers({ decryptWith = [], existing = [] }: AwsSecretsManagerProps): readonly string[] {
  return [...decryptWith, ...existing.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? [])];
}

/** Whether the key has a copy of the same id in other regions. */
export function isMultiRegionKey(key: string): boolean {
  return /:key\/mrk-/.test(key);
}

/** The same keys in the failover region. */
function copiesOf(keys: readonly string[], region: string | undefined) {
  if (region === undefined) return [];
  return keys.filter(isMultiRegionKey).map((key) => ({ key: key.replace(/:kms:[^:]+:/, `:kms:${region}:`), region }));
}

/** Keys that values are decrypted with, each with the region that its secrets are in. */
export function keysOf(place: AwsPlace, props: AwsSecretsManagerProps): readonly RegionalKey[] {
  const others = keysOfOthers(props);
  return [
    { key: props.kmsKeyArn, region: place.region },
    ...others.map((key) => ({ key, region: place.region })),
    ...copiesOf(others, props.failoverRegion),
    ...(props.replicas ?? [])
      .filter((replica) => replica.region === props.failoverRegion)
      .map((replica) => ({ key: replica.kmsKeyArn, region: replica.region })),
  ].filter((row): row is RegionalKey => row.key !== undefined);
}
