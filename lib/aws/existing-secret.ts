import { quote } from "../blueprint/problem";
import type { Share } from "../blueprint/share";
import { checkHeldKeys } from "../catalogue/key-rules";
import { isToken } from "../values/names";
import { parseArn, type AwsPlace } from "./arn";

export interface ExistingSecret {
  /** Name, partial ARN (without the random suffix) or full ARN of the secret. */
  readonly secret: string;
  /** Keys of the catalogue that its JSON document holds. */
  readonly keys: readonly string[];
  /**
   * ARN of the customer managed key that it is encrypted with.
   *
   * @default - that of the store, if any
   */
  readonly kmsKeyArn?: string;
}

const FULL_ARN_SUFFIX = /-[A-Za-z0-9]{6}$/;

/** ARN of a secret as a policy names it: with the random suffix if it is known, else six single-character wildcards. */
export function policyArn(place: AwsPlace, secret: string): string {
  const arn = parseArn(secret);
  if (!arn) return `arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret:${secret}-??????`;
  return FULL_ARN_SUFFIX.test(secret) ? secret : `${secret}-??????`;
}

/** Checks the existing entries of a declaration. */
export function checkExisting(
  share: Share,
  existing: readonly ExistingSecret[],
  store: { readonly region?: string | undefined },
): void {
  existing.forEach((entry, index) => {
    const prop = `store.existing[${index}]`;
    checkReference(share, entry.secret, `${prop}.secret`, store.region);
    checkHeldKeys(share, entry.keys, `${prop}.keys`);
  });
}

/** A wildcard would widen the policy, a token can't be compared with other environments' entries. */
function checkReference(share: Share, secret: string, prop: string, region: string | undefined): void {
  const arn = parseArn(secret);
  const isArn = secret.startsWith("arn:");
  const valid = isArn ? arn?.service === "secretsmanager" && arn.resource.startsWith("secret:") : secret !== "";
  if (isToken(secret) || !valid || /[*?]/.test(secret)) {
    share.problem(
      "MX-AWS-SECRET-NAME",
      prop,
      `${isToken(secret) ? "A Terraform token" : quote(secret)} is not the name or ARN of one secret, known at synthesis.`,
      'Write "mendix/orders" or "arn:aws:secretsmanager:REGION:ACCOUNT:secret:mendix/orders".',
    );
  } else if (arn && region && arn.region !== region) {
    share.problem(
      "MX-AWS-REGION",
      prop,
      `The secret is in ${arn.region}, the store in ${region}; the CSI provider refuses that.`,
      `Write a secret in ${region}, or region: "${arn.region}" on the store.`,
    );
  }
}
