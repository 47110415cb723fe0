import { decryptGrants, type RegionalKey } from "../../clouds/aws/decryption";
import type { AwsPlace } from "../../clouds/aws/arn";
import type { Entry } from "../../core/entry";
import { AwsGrant } from "../../core/grant";
import { parameterArn } from "./names";
import type { AwsParameterStoreProps } from "./props";

const SERVICE = { host: "ssm", title: "Systems Manager", sid: "DecryptParameters" };

/**
 * Read on exactly this environment's parameters, and decryption with their keys through Systems Manager. The AWS
 * managed key lets everybody of its account in who may read the parameter, so it takes no grant.
 *
 * @param oneByOne Whether the reader asks for each alone, as External Secrets Operator does; the CSI provider asks for ten.
 */
export function grantsOf(
  place: AwsPlace,
  props: AwsParameterStoreProps,
  entries: readonly Entry[],
  oneByOne: boolean,
): readonly AwsGrant[] {
  if (entries.length === 0) return [];
  const count = entries.length === 1 ? "this entry" : `these ${entries.length} entries`;
  const read = new AwsGrant(
    "secret-store",
    "ReadParameters",
    `read ${count}`,
    [oneByOne ? "ssm:GetParameter" : "ssm:GetParameters"],
    entries.map(({ name }) => parameterArn(place, name)),
  );
  return [read, ...decryptGrants(keysOf(place, props), SERVICE)];
}

function keysOf({ region }: AwsPlace, { kmsKeyArn, decryptWith = [], existing = [] }: AwsParameterStoreProps) {
  const keys = [kmsKeyArn, ...decryptWith, ...existing.map((entry) => entry.kmsKeyArn)];
  return keys.flatMap((key): readonly RegionalKey[] => (key === undefined ? [] : [{ key, region }]));
}
