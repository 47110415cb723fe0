import { checkKmsKey } from "../../clouds/aws/kms-key";
import { quote } from "../../core/problem";
import type { DeclaredKey, Share } from "../../core/share";
import { checkExistingKeys, checkProperties } from "../../engine/key-rules";
import { isToken } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import type { AwsPlace } from "../../clouds/aws/arn";
import { parseArn } from "../../core/aws-arn";

export interface ExistingSecret {
  /** Name, partial ARN (without the random suffix) or full ARN of the secret. */
  readonly secret: string;
  /** Keys of the catalogue that its JSON document holds. */
  readonly keys: readonly string[];
  /**
   * Properties of its document that hold keys under other names than their own, by the key.
   *
   * @default - each key is a property of its own name
   */
  readonly propertyNames?: Readonly<Record<string, string>>;
  /**
   * Whether the value is a JSON document. Otherwise the whole value is that of the one key.
   *
   * @default true
   */
  readonly json?: boolean;
  /**
   * ARN of the customer managed key that it is encrypted with.
   *
   * @default - that of the store, if any
   */
  readonly kmsKeyArn?: string;
}

/**
 * A name, or the ARN of a secret with that name. A service that manages a secret puts its own name and a `!` in front:
 * `rds!db-...`, `rds!cluster-...`.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
 */
const SECRET = /^(arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?([a-z0-9-]+!)?[A-Za-z0-9/_+=.@-]{1,519}$/;
const FULL_ARN_SUFFIX = /-[A-Za-z0-9]{6}$/;

/** ARN of a secret as a policy names it, in the region of a place: with the random suffix if it is known, else six single-character wildcards. */
export function policyArn(place: AwsPlace, secret: string): string {
  const arn = parseArn(secret);
  if (!arn) return `arn:${place.partition}:secretsmanager:${place.region}:${place.account}:secret:${secret}-??????`;
  const there = arnIn(place.region, secret);
  return FULL_ARN_SUFFIX.test(secret) ? there : `${there}-??????`;
}

/** A secret in another region, as its replica is called there: a name stays as it is, an ARN gets the region. */
export function arnIn(region: string, secret: string): string {
  return secret.replace(/^(arn:aws[a-z-]*:secretsmanager:)[a-z0-9-]+:/, `$1${region}:`);
}

/** Whether a text is the ARN of a secret with the six characters that AWS appends to its name. */
export function isCompleteArn(secret: string): boolean {
  return parseArn(secret) !== undefined && FULL_ARN_SUFFIX.test(secret);
}

/** The one spelling of a secret, however it is referred to: where it is, and its name without the random suffix. */
export function canonicalSecret(place: AwsPlace, secret: string): { readonly scope: string; readonly name: string } {
  const arn = parseArn(secret);
  if (!arn) return { scope: `${place.account}/${place.region}`, name: secret };
  const name = arn.resource.replace(/^secret:/, "");
  return { scope: `${arn.account}/${arn.region}`, name: name.replace(FULL_ARN_SUFFIX, "") };
}

/** Checks the existing entries of a declaration, and those that its external values name. */
export function checkExisting(
  share: Share,
  existing: readonly ExistingSecret[],
  keys: readonly DeclaredKey[],
  region: string,
): void {
  for (const { value, prop } of keys) {
    if (!SecretValue.isSecretValue(value) || value.origin.kind !== "external") continue;
    if (value.origin.entry !== undefined) checkReference(share, value.origin.entry, prop, region);
  }
  existing.forEach((entry, index) => {
    const prop = `store.existing[${index}]`;
    checkReference(share, entry.secret, `${prop}.secret`, region);
    checkKmsKey(share, `${prop}.kmsKeyArn`, entry.kmsKeyArn, region);
    checkExistingKeys(share, entry.keys, `${prop}.keys`);
    checkProperties(share, entry, prop);
    checkWhole(share, entry, prop);
  });
}

/** A value that is no document is that of one key. */
function checkWhole(share: Share, { secret, keys, json, propertyNames }: ExistingSecret, prop: string): void {
  if (json !== false || (keys.length === 1 && propertyNames === undefined)) return;
  share.problem(
    "MX-SECRET-PROPERTY",
    `${prop}.keys`,
    `${quote(secret)} is said to be no JSON document, so its value is that of one key.`,
    'Write the one key whose value it is, keys: ["database-password"], or leave json out.',
  );
}

/** The complete ARNs of entries that are made here. */
export function checkArns(share: Share, arns: readonly string[], { account, region }: AwsPlace): void {
  for (const [index, arn] of arns.entries()) {
    const { account: itsAccount, region: itsRegion } = parseArn(arn) ?? {};
    if (!isToken(arn) && isCompleteArn(arn) && itsAccount === account && itsRegion === region) continue;
    share.problem(
      "MX-AWS-SECRET-NAME",
      `store.arns[${index}]`,
      `${isToken(arn) ? "A Terraform token" : quote(arn)} is not the complete ARN of a secret of the account ${quote(account)} in ${quote(region)}, known at synthesis.`,
      "Write it as the output of the first apply has it, with the six characters at its end.",
    );
  }
}

/** A wildcard would widen the policy, a token can't be compared with other environments' entries. */
function checkReference(share: Share, secret: string, prop: string, region: string): void {
  const arn = parseArn(String(secret));
  if (isToken(secret) || !SECRET.test(String(secret))) {
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
