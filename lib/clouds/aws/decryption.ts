import { dnsSuffixOf } from "../../core/aws-region";
import { AwsGrant } from "../../core/grant";

/** A customer managed key, and the region of what is decrypted with it. */
export interface RegionalKey {
  readonly key: string;
  readonly region: string;
}

/** What decrypts for the reader. */
export interface Decrypting {
  /** First word of the service's host: `secretsmanager`. */
  readonly host: string;
  /** What a person calls it: "Secrets Manager". */
  readonly title: string;
  /** Statement id, and what those of further regions begin with. */
  readonly sid: string;
}

/** Decryption with exactly these keys, and through one service only. */
export function decryptGrants(keys: readonly RegionalKey[], { host, title, sid }: Decrypting): readonly AwsGrant[] {
  const regions = [...new Set(keys.map((row) => row.region))];
  return regions.map(
    (region, index) =>
      new AwsGrant(
        "encryption",
        index === 0 ? sid : `${sid}${index + 1}`,
        `decrypt them through ${title}`,
        ["kms:Decrypt"],
        [...new Set(keys.filter((row) => row.region === region).map((row) => row.key))],
        { StringEquals: { "kms:ViaService": viaService(host, region) } },
      ),
  );
}

/** How KMS sees a request that a service makes for the reader: `secretsmanager.eu-west-1.amazonaws.com`. */
export function viaService(host: string, region: string): string {
  return `${host}.${region}.${dnsSuffixOf(region)}`;
}
