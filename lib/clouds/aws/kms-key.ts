import { isRegionName } from "../../core/aws-region";
import { isToken } from "../../core/names";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";

const KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):\d{12}:key\/[A-Za-z0-9-]+$/;

/**
 * Checks the ARN of a customer managed key. IAM takes no alias, anything but one key would be a wider permission, and a
 * service encrypts with keys of its own region only.
 */
export function checkKmsKey(share: Share, prop: string, arn: string | undefined, region?: string): void {
  if (arn === undefined || isToken(arn)) return;
  const key = KEY_ARN.exec(arn);
  if (key) {
    // What is no region is told where it is given.
    if (!region || isToken(region) || !isRegionName(region) || key[1] === region) return;
    const message = `The key is in ${key[1]}, and what it is to encrypt in ${region}.`;
    return share.problem("MX-AWS-KMS", prop, message, `Write the ARN of a key in ${region}, or leave it out.`);
  }
  const alias = /:alias\//.test(arn);
  share.problem(
    "MX-AWS-KMS",
    prop,
    alias
      ? "The ARN of an alias allows nothing in an identity policy."
      : `${quote(arn)} is not the ARN of one KMS key.`,
    'Write the key\'s own ARN: "arn:aws:kms:REGION:ACCOUNT:key/ID".',
  );
}
