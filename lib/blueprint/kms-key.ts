import { isToken } from "../values/names";
import { quote } from "./problem";
import type { Share } from "./share";

const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;

/** Checks the ARN of a customer managed key. IAM takes no alias, and anything but one key would be a wider permission. */
export function checkKmsKey(share: Share, prop: string, arn: string | undefined): void {
  if (arn === undefined || isToken(arn) || KEY_ARN.test(arn)) return;
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
